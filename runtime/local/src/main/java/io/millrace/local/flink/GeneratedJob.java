package io.millrace.local.flink;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.compile.CompiledJar;
import io.millrace.local.compile.InProcessCompiler;
import io.millrace.runtime.job.JobParameters;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline's generated source, compiled and loaded in this process. Keep it open until its jobs
 * have ended: its jar is what their tasks load.
 */
public final class GeneratedJob implements AutoCloseable {
  private final CompiledJar jar;
  private final Method parameters;
  private final @Nullable Method preflight;
  private final Method build;

  private GeneratedJob(
      CompiledJar jar, Method parameters, @Nullable Method preflight, Method build) {
    this.jar = jar;
    this.parameters = parameters;
    this.preflight = preflight;
    this.build = build;
  }

  /**
   * @param mainClass the generated class with {@code parameters(String[])}, {@code
   *     build(StreamExecutionEnvironment, JobParameters)} and, if the job needs something from
   *     outside, {@code preflight(JobParameters)}
   * @throws io.millrace.local.compile.CompileException when the sources do not compile
   */
  public static GeneratedJob load(List<GeneratedFile> sources, String mainClass) {
    return load(new InProcessCompiler().compile(sources), mainClass);
  }

  /**
   * The job of a pipeline, with the classes of the project's own that it uses.
   *
   * @throws io.millrace.local.compile.CompileException when the sources do not compile
   */
  public static GeneratedJob load(CompiledPipeline pipeline) {
    return load(
        new InProcessCompiler().compile(pipeline.files(), pipeline.functions()),
        pipeline.mainClass());
  }

  /**
   * The job of one of the pipelines in a jar, which is closed together with the job.
   *
   * @param mainClass as {@link #load(List, String)} takes it
   */
  public static GeneratedJob of(CompiledJar jar, String mainClass) {
    return load(jar, mainClass);
  }

  private static GeneratedJob load(CompiledJar jar, String mainClass) {
    try {
      // Reflection, once: the job's classes did not exist when this was compiled.
      Class<?> job = Class.forName(mainClass, true, jar.loader());
      return new GeneratedJob(
          jar,
          job.getMethod("parameters", String[].class),
          Arrays.stream(job.getMethods())
              .filter(method -> method.getName().equals("preflight"))
              .findFirst()
              .orElse(null),
          job.getMethod("build", StreamExecutionEnvironment.class, JobParameters.class));
    } catch (ReflectiveOperationException e) {
      jar.close();
      throw new IllegalStateException(
          "This is a bug in Millrace: " + mainClass + " is not a generated job class (" + e + ")",
          e);
    }
  }

  public CompiledJar jar() {
    return jar;
  }

  /**
   * Resolves the job's parameters.
   *
   * @param args as its {@code main} takes them
   * @throws io.millrace.runtime.job.JobStartException when they do not fit
   */
  public JobParameters parameters(String... args) {
    Object values = call(parameters, (Object) args);
    if (values instanceof JobParameters resolved) {
      return resolved;
    }
    throw new IllegalStateException("This is a bug in Millrace: no parameters but " + values);
  }

  /**
   * Asks whether what the job needs from outside is there.
   *
   * @throws io.millrace.runtime.job.JobStartException when something is missing
   */
  public void preflight(JobParameters values) {
    if (preflight != null) {
      call(preflight, values);
    }
  }

  /** Builds the topology on the environment, and lists the jar in its {@code pipeline.jars}. */
  public PipelineTopology build(StreamExecutionEnvironment environment, JobParameters values) {
    addJar(environment);
    call(build, environment, values);
    return new PipelineTopology(this, environment);
  }

  @Override
  public void close() {
    jar.close();
  }

  private void addJar(StreamExecutionEnvironment environment) {
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

  private @Nullable Object call(Method method, Object... arguments) {
    return ContextLoader.call(
        jar.loader(),
        () -> {
          try {
            return method.invoke(null, arguments);
          } catch (InvocationTargetException e) {
            throw unwrap(method, e);
          } catch (IllegalAccessException e) {
            throw new IllegalStateException("This is a bug in Millrace: cannot call " + method, e);
          }
        });
  }

  private static RuntimeException unwrap(Method method, InvocationTargetException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("cannot " + method.getName() + " the job", cause);
  }
}
