package io.millrace.local.flink;

import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.compile.CompiledJar;
import io.millrace.local.compile.InProcessCompiler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A pipeline's generated source, compiled in this process and built into a DataStream topology on
 * an environment. Keep it open until the job has ended: its jar is what the job's tasks load.
 */
public final class PipelineTopology implements AutoCloseable {
  private final StreamExecutionEnvironment environment;
  private final CompiledJar jar;

  private PipelineTopology(StreamExecutionEnvironment environment, CompiledJar jar) {
    this.environment = environment;
    this.jar = jar;
  }

  /**
   * Compiles the sources, calls the generated {@code build(env, parameters(args))}, and lists the
   * jar in the environment's {@code pipeline.jars}.
   *
   * @param args the job's parameters, as its {@code main} takes them
   * @throws io.millrace.local.compile.CompileException when the sources do not compile
   */
  public static PipelineTopology build(
      List<GeneratedFile> sources,
      String mainClass,
      StreamExecutionEnvironment environment,
      String[] args) {
    CompiledJar jar = new InProcessCompiler().compile(sources);
    try {
      ContextLoader.call(
          jar.loader(),
          () -> {
            addJar(environment, jar);
            callBuild(jar.loader(), mainClass, environment, args);
            return null;
          });
      return new PipelineTopology(environment, jar);
    } catch (RuntimeException | Error e) {
      jar.close();
      throw e;
    }
  }

  public StreamExecutionEnvironment environment() {
    return environment;
  }

  public CompiledJar jar() {
    return jar;
  }

  @Override
  public void close() {
    jar.close();
  }

  private static void addJar(StreamExecutionEnvironment environment, CompiledJar jar) {
    List<String> jars =
        new ArrayList<>(
            environment
                .getConfiguration()
                .getOptional(PipelineOptions.JARS)
                .orElseGet(() -> List.of()));
    jars.add(jar.path().toUri().toString());
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.JARS, jars);
    environment.configure(configuration, jar.loader());
  }

  /** Reflection, once: the job's classes did not exist when this was compiled. */
  private static void callBuild(
      ClassLoader loader, String mainClass, StreamExecutionEnvironment environment, String[] args) {
    try {
      Class<?> job = Class.forName(mainClass, true, loader);
      Method parameters = job.getMethod("parameters", String[].class);
      Method build =
          job.getMethod("build", StreamExecutionEnvironment.class, parameters.getReturnType());
      Object values = parameters.invoke(null, (Object) args);
      build.invoke(null, environment, values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("cannot build the job " + mainClass, cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This is a bug in Millrace: " + mainClass + " is not a generated job class (" + e + ")",
          e);
    }
  }
}
