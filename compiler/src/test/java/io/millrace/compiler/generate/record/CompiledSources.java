package io.millrace.compiler.generate.record;

import io.millrace.compiler.generate.text.JavaFile;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Generated sources, compiled in the process with every warning an error, in a class loader of
 * their own.
 */
public final class CompiledSources extends ClassLoader {
  private final Map<String, byte[]> classes;

  private CompiledSources(Map<String, byte[]> classes) {
    super(CompiledSources.class.getClassLoader());
    this.classes = classes;
  }

  /** Compiles; fails with the compiler's words and the sources. */
  public static CompiledSources of(List<JavaFile> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
    List<JavaFileObject> sources = new ArrayList<>();
    for (JavaFile file : files) {
      sources.add(new Source(file));
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    JavaFileManager manager =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(diagnostics, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location,
              String className,
              JavaFileObject.Kind kind,
              @Nullable FileObject sibling) {
            return new ClassFile(className, outputs);
          }
        };
    boolean compiled =
        compiler
            .getTask(
                null,
                manager,
                diagnostics,
                List.of(
                    "-Xlint:all,-classfile,-path",
                    "-Werror",
                    "-proc:none",
                    "--release",
                    "17",
                    "-cp",
                    classPath),
                null,
                sources)
            .call();
    if (!compiled) {
      StringBuilder message = new StringBuilder();
      diagnostics.getDiagnostics().forEach(d -> message.append(d).append('\n'));
      files.forEach(file -> message.append(file.text()).append('\n'));
      throw new AssertionError(message.toString());
    }
    Map<String, byte[]> classes = new HashMap<>();
    outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return new CompiledSources(classes);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** A new instance of a class with a constructor without arguments. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The test knows the class.
  public <T> T create(String className) {
    try {
      return (T) loadClass(className).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(className, e);
    }
  }

  /** A record of a generated class, from its components. */
  public Object record(String className, @Nullable Object... components) {
    try {
      return loadClass(className).getDeclaredConstructors()[0].newInstance(components);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(className, e);
    }
  }

  /** The type of a generated class. */
  @SuppressWarnings("unchecked") // Tests handle generated objects as such.
  public TypeInformation<Object> type(String className) {
    try {
      return (TypeInformation<Object>) loadClass(className).getField("TYPE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(className, e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(JavaFile file) {
      super(URI.create("string:///" + file.path()), Kind.SOURCE);
      text = file.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final String className;
    private final Map<String, ByteArrayOutputStream> outputs;

    ClassFile(String className, Map<String, ByteArrayOutputStream> outputs) {
      super(URI.create("class:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
      this.className = className;
      this.outputs = outputs;
    }

    @Override
    public OutputStream openOutputStream() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      outputs.put(className, out);
      return out;
    }
  }
}
