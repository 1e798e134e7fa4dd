package io.millrace.compiler.expr;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles many written expressions at once, in memory and with all lints, and runs them. */
final class JavaBatch {
  private static final int METHODS_PER_CLASS = 200;

  private final List<String> methods = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();
  private Map<String, byte[]> classes = Map.of();
  private ClassLoader loader = JavaBatch.class.getClassLoader();

  /** Adds a method that gives an expression's value, null if absent; gives its number. */
  int add(TypedExpression expression, JavaScope scope) {
    int number = methods.size();
    JavaCode code = new ExpressionWriter().write(expression, scope, "v" + number);
    imports.addAll(code.imports());
    StringBuilder out = new StringBuilder();
    code.constants().forEach(line -> out.append("  ").append(line).append("\n"));
    out.append("  public static Object call").append(number).append("() {\n");
    code.statements().forEach(line -> out.append("    ").append(line).append("\n"));
    String value = code.value();
    if (code.present() == null) {
      // The assignment proves that the text has the promised Java type.
      String type = io.millrace.compiler.javatext.JavaTypes.of(expression.type());
      out.append("    ").append(type).append(" result = ").append(value).append(";\n");
      out.append("    return result;\n");
    } else {
      String type = io.millrace.compiler.javatext.JavaTypes.of(expression.type());
      out.append("    ").append(type).append(" result = ").append(value).append(";\n");
      out.append("    return ").append(code.present()).append(" ? (Object) result : null;\n");
    }
    methods.add(out.append("  }\n").toString());
    return number;
  }

  /**
   * Adds a method that gives the values of expressions that are evaluated one after the other, or
   * which of them failed with what message; gives its number.
   */
  int add(List<TypedExpression> expressions, JavaScope scope) {
    int number = methods.size();
    SharedValues values = new SharedValues();
    ExpressionWriter writer = new ExpressionWriter();
    StringBuilder constants = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < expressions.size(); i++) {
      TypedExpression expression = expressions.get(i);
      JavaCode code = writer.write(expression, scope, "v" + number + "x" + i, values);
      imports.addAll(code.imports());
      code.constants().forEach(line -> constants.append("  ").append(line).append("\n"));
      body.append("      at = ").append(i).append(";\n");
      code.statements().forEach(line -> body.append("      ").append(line).append("\n"));
      body.append("      values.add(").append(code.value()).append(");\n");
    }
    imports.add("io.millrace.runtime.expr.ExpressionException");
    methods.add(
        """
        %s  public static Object call%d() {
            int at = 0;
            java.util.List<Object> values = new java.util.ArrayList<>();
            try {
        %s    } catch (ExpressionException e) {
              return at + ": " + e.getMessage();
            }
            return values;
          }
        """
            .formatted(constants, number, body));
    return number;
  }

  /** Adds a member of every class: a record, a constant. */
  void addMember(String text) {
    members.add(text);
  }

  /** Compiles all that was added; any message of javac fails. */
  void compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    InMemory files = new InMemory(compiler.getStandardFileManager(messages, null, null));
    List<JavaFileObject> sources = new ArrayList<>();
    for (int start = 0; start < methods.size(); start += METHODS_PER_CLASS) {
      sources.add(new Source(className(start), source(start)));
    }
    boolean done =
        compiler
            .getTask(
                null,
                files,
                messages,
                List.of(
                    "-Xlint:all,-processing,-classfile",
                    "-Werror",
                    "-proc:none",
                    "--release",
                    "17"),
                null,
                sources)
            .call();
    if (!done) {
      StringBuilder report = new StringBuilder();
      messages.getDiagnostics().forEach(message -> report.append(message).append("\n"));
      throw new AssertionError(report.toString());
    }
    classes = files.classes();
    Map<String, byte[]> compiled = classes;
    loader =
        new ClassLoader(JavaBatch.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = compiled.get(name);
            if (bytes == null) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
          }
        };
  }

  String method(int number) {
    return methods.get(number);
  }

  /** The value, or the exception that the expression threw. */
  Object run(int number) {
    try {
      Object value =
          Class.forName(className(number), true, loader).getMethod("call" + number).invoke(null);
      return value == null ? Absent.ABSENT : value;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("batch", e);
    }
  }

  enum Absent {
    ABSENT
  }

  private static String className(int number) {
    return "Batch" + number / METHODS_PER_CLASS;
  }

  private String source(int start) {
    StringBuilder out = new StringBuilder();
    imports.forEach(name -> out.append("import ").append(name).append(";\n"));
    out.append("public final class ").append(className(start)).append(" {\n");
    members.forEach(member -> out.append("  ").append(member).append("\n"));
    methods
        .subList(start, Math.min(methods.size(), start + METHODS_PER_CLASS))
        .forEach(out::append);
    return out.append("}\n").toString();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("mem:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.put(name, bytes);
      return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
