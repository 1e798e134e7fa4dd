package io.millrace.local.compile;

import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.jvm.JvmClassPath;
import io.millrace.local.jvm.TemporaryDirectory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Supplier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles generated Java with this JVM's javac and class path. The classes go into a jar file,
 * because Flink ships jars to its tasks: they never see a class loader that lives in memory.
 */
public final class InProcessCompiler {
  // Not `path`: manifests of jars in a repository refer to siblings that are not there.
  // Not `classfile` and `options`: they speak about the class path and this JDK, not the source.
  private static final List<String> OPTIONS =
      List.of(
          "-g",
          "-parameters",
          "-proc:none",
          "-Xlint:all,-path,-classfile,-options",
          "-encoding",
          "UTF-8");
  private static final int SHOWN_ERRORS = 20;

  private final Supplier<@Nullable JavaCompiler> lookup;
  private final List<Path> classPath;

  /** With the javac of this JVM, and everything this JVM can load on the class path. */
  public InProcessCompiler() {
    this(ToolProvider::getSystemJavaCompiler, JvmClassPath.entries());
  }

  /**
   * @param lookup gives null where there is no compiler
   */
  public InProcessCompiler(Supplier<@Nullable JavaCompiler> lookup, List<Path> classPath) {
    this.lookup = lookup;
    this.classPath = List.copyOf(classPath);
  }

  /** The same, of texts by their paths below the source root. */
  public CompiledJar compile(Map<String, String> sources) {
    List<GeneratedFile> files = new ArrayList<>();
    sources.forEach((path, text) -> files.add(new GeneratedFile(path, text)));
    return compile(files);
  }

  /**
   * A jar with the classes and a loader on it; the same sources give the same bytes.
   *
   * @throws CompileException when there is no javac, or the sources do not compile
   */
  public CompiledJar compile(List<GeneratedFile> sources) {
    return compile(sources, List.of());
  }

  /**
   * The same for sources that use classes of a project's own.
   *
   * @param functions names of such classes; the jar takes along what stands beside them
   */
  public CompiledJar compile(List<GeneratedFile> sources, List<String> functions) {
    JavaCompiler javac = lookup.get();
    if (javac == null) {
      throw new CompileException(
          """
          Millrace compiles the generated Java in the process, and this Java runtime has no compiler:
            %s (Java %s)
          Run it with a JDK instead of a JRE: install one (17 or later), and point JAVA_HOME to it."""
              .formatted(System.getProperty("java.home"), System.getProperty("java.version")),
          List.of());
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager standard =
            javac.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8);
        ClassCollector classes = new ClassCollector(standard)) {
      standard.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      boolean done =
          javac
              .getTask(
                  output,
                  classes,
                  found,
                  OPTIONS,
                  null,
                  sources.stream().map(SourceObject::new).toList())
              .call();
      if (!done) {
        throw failure(found.getDiagnostics(), output.toString());
      }
      NavigableMap<String, byte[]> all = classes.sorted();
      ModuleClasses.beside(functions, classPath).forEach(all::putIfAbsent);
      return pack(all, warnings(found.getDiagnostics()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the compiled job: " + e.getMessage(), e);
    }
  }

  private static CompiledJar pack(NavigableMap<String, byte[]> classes, List<String> warnings)
      throws IOException {
    TemporaryDirectory directory = TemporaryDirectory.create("millrace-job-");
    try {
      Path jar = directory.path().resolve("job.jar");
      ReproducibleJar.write(jar, classes);
      return new CompiledJar(directory, jar, loader(jar), warnings);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static URLClassLoader loader(Path jar) throws MalformedURLException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader parent = context == null ? InProcessCompiler.class.getClassLoader() : context;
    return new JobClassLoader(jar.toUri().toURL(), parent);
  }

  private static List<String> warnings(List<Diagnostic<? extends JavaFileObject>> found) {
    return found.stream().filter(d -> d.getSource() != null).map(JavacMessage::of).toList();
  }

  private static CompileException failure(
      List<Diagnostic<? extends JavaFileObject>> found, String output) {
    List<String> errors =
        found.stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(JavacMessage::of)
            .toList();
    StringBuilder message =
        new StringBuilder(
            "This is a bug in Millrace: the Java that it generated does not compile.");
    errors.stream().limit(SHOWN_ERRORS).forEach(error -> message.append("\n\n").append(error));
    if (errors.size() > SHOWN_ERRORS) {
      message.append("\n\n(").append(errors.size() - SHOWN_ERRORS).append(" more)");
    }
    if (errors.isEmpty()) {
      message.append("\n\n").append(output.strip());
    }
    return new CompileException(message.toString(), errors);
  }
}
