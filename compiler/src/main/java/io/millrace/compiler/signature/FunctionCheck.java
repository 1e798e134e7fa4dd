package io.millrace.compiler.signature;

import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.generate.UserFunction;
import io.millrace.compiler.generate.text.JavaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Checks functions before anything is compiled: the job is compiled together with them, so that a
 * class that does not fit would show as an error in generated Java.
 *
 * <p>This JVM's javac reads the headers of the classes, from their sources or compiled. It neither
 * looks into their methods nor loads them, and so needs no Flink beside it.
 */
public final class FunctionCheck {
  private FunctionCheck() {}

  /**
   * Reports what does not fit. Where this JVM has no javac, nothing is checked.
   *
   * @param generated the files of the job, which functions refer to
   */
  public static void check(
      List<UserFunction> functions, List<JavaFile> generated, FunctionPath path, Diagnostics out) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (functions.isEmpty() || javac == null) {
      return;
    }
    DiagnosticCollector<JavaFileObject> ignored = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
            javac.getStandardFileManager(ignored, Locale.ROOT, StandardCharsets.UTF_8);
        GeneratedSources sources = new GeneratedSources(files, generated)) {
      files.setLocationFromPaths(
          StandardLocation.SOURCE_PATH, path.sources().stream().filter(Files::exists).toList());
      files.setLocationFromPaths(
          StandardLocation.CLASS_PATH, path.classes().stream().filter(Files::exists).toList());
      JavaCompiler.CompilationTask task =
          javac.getTask(
              Writer.nullWriter(),
              sources,
              ignored, // errors elsewhere in the project are for its own compilation to show
              List.of("-proc:only", "-implicit:none", "-Xprefer:source"),
              List.of("java.lang.Object"),
              null);
      Inspection inspection = new Inspection(functions, path, out);
      task.setProcessors(List.of(inspection));
      var unused = task.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A processor, as that is how javac shows what it knows of classes. */
  @SupportedAnnotationTypes("*")
  private static final class Inspection extends AbstractProcessor {
    private final List<UserFunction> functions;
    private final FunctionPath path;
    private final Diagnostics out;
    private boolean done;

    Inspection(List<UserFunction> functions, FunctionPath path, Diagnostics out) {
      this.functions = functions;
      this.path = path;
      this.out = out;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        functions.forEach(
            function ->
                new ClassCheck(
                        function,
                        path,
                        processingEnv.getElementUtils(),
                        processingEnv.getTypeUtils(),
                        out)
                    .check());
      }
      return false;
    }
  }
}
