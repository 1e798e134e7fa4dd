package io.millrace.local.flink;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A generated job, built into a DataStream topology on an environment. */
public final class PipelineTopology implements AutoCloseable {
  private final GeneratedJob job;
  private final StreamExecutionEnvironment environment;

  PipelineTopology(GeneratedJob job, StreamExecutionEnvironment environment) {
    this.job = job;
    this.environment = environment;
  }

  /**
   * Compiles the sources, and calls the generated {@code build(environment, parameters(args))}.
   * Keep the topology open until its job has ended.
   *
   * @param args the job's parameters, as its {@code main} takes them
   * @throws io.millrace.local.compile.CompileException when the sources do not compile
   * @throws io.millrace.runtime.job.JobStartException when the parameters do not fit
   */
  public static PipelineTopology build(
      List<GeneratedFile> sources,
      String mainClass,
      StreamExecutionEnvironment environment,
      String[] args) {
    return build(GeneratedJob.load(sources, mainClass), environment, args);
  }

  /**
   * The same for a pipeline, which may use classes of the project's own.
   *
   * @param args the job's parameters, as its {@code main} takes them
   * @throws io.millrace.local.compile.CompileException when the sources do not compile
   * @throws io.millrace.runtime.job.JobStartException when the parameters do not fit
   */
  public static PipelineTopology build(
      CompiledPipeline pipeline, StreamExecutionEnvironment environment, String[] args) {
    return build(GeneratedJob.load(pipeline), environment, args);
  }

  private static PipelineTopology build(
      GeneratedJob job, StreamExecutionEnvironment environment, String[] args) {
    try {
      return job.build(environment, job.parameters(args));
    } catch (RuntimeException | Error e) {
      job.close();
      throw e;
    }
  }

  public GeneratedJob job() {
    return job;
  }

  public StreamExecutionEnvironment environment() {
    return environment;
  }

  /** How many slots it needs at least. */
  public int parallelism() {
    return environment.getStreamGraph(false).getMaximumParallelism();
  }

  @Override
  public void close() {
    job.close();
  }
}
