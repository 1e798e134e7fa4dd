package io.millrace.local.compile;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.local.jvm.TemporaryDirectory;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The generated classes of a pipeline that stands in a text, for tests and benchmarks. */
public final class GeneratedClasses implements AutoCloseable {
  private final String mainClass;
  private final CompiledJar jar;

  private GeneratedClasses(String mainClass, CompiledJar jar) {
    this.mainClass = mainClass;
    this.jar = jar;
  }

  /** Compiles a pipeline. */
  public static GeneratedClasses of(String yaml) {
    try (TemporaryDirectory directory = TemporaryDirectory.create("millrace-generated-")) {
      Path file = Files.writeString(directory.path().resolve("pipeline.yaml"), yaml);
      CompileResult result =
          new PipelineCompiler()
              .compile(new CompileRequest(List.of(file), directory.path(), "generated"));
      if (result.pipelines().isEmpty()) {
        throw new IllegalStateException("does not compile: " + result.diagnostics());
      }
      CompiledPipeline pipeline = result.pipelines().get(0);
      return new GeneratedClasses(
          pipeline.mainClass(), new InProcessCompiler().compile(pipeline.files()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An instance of a class beside the job, such as {@code PaymentsDecoder}. */
  public Object create(String simpleName, Object... arguments) {
    return make(mainClass.substring(0, mainClass.lastIndexOf('.') + 1) + simpleName, arguments);
  }

  /** An instance of a class inside of the job, such as {@code LargeFilter}. */
  public Object createNested(String simpleName, Object... arguments) {
    return make(mainClass + "$" + simpleName, arguments);
  }

  private Object make(String name, Object... arguments) {
    try {
      Constructor<?> constructor =
          Class.forName(name, true, jar.loader()).getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    jar.close();
  }
}
