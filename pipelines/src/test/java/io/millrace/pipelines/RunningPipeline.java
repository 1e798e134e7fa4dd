package io.millrace.pipelines;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.flink.SavepointRestore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/** A pipeline on the {@link Testbed}; closing it cancels the job. */
record RunningPipeline(PipelineTopology topology, JobHandle job) implements AutoCloseable {
  /** Starts one that uses the shared broker. */
  static RunningPipeline start(CompiledPipeline pipeline, String... args) {
    return launch(pipeline, null, withBrokers(args));
  }

  /** Starts one from a savepoint, all of whose state must find its operator. */
  static RunningPipeline restore(CompiledPipeline pipeline, String savepoint, String... args) {
    return launch(pipeline, savepoint, withBrokers(args));
  }

  /** Starts one without a parameter {@code brokers}. */
  static RunningPipeline startWithoutKafka(CompiledPipeline pipeline, String... args) {
    return launch(pipeline, null, List.of(args));
  }

  private static List<String> withBrokers(String... args) {
    List<String> all = new ArrayList<>(List.of("--brokers", Testbed.brokers()));
    all.addAll(List.of(args));
    return all;
  }

  private static RunningPipeline launch(
      CompiledPipeline pipeline, @Nullable String savepoint, List<String> args) {
    LocalFlink flink = Testbed.flink();
    PipelineTopology topology =
        PipelineTopology.build(pipeline, flink.environment(), args.toArray(String[]::new));
    try {
      JobHandle job =
          savepoint == null
              ? flink.run(topology)
              : flink.run(topology, SavepointRestore.of(savepoint));
      return new RunningPipeline(topology, job);
    } catch (RuntimeException | Error e) {
      topology.close();
      throw e;
    }
  }

  /** Waits until a bounded pipeline has finished. */
  void finish() {
    JobStatus status = job.await(Testbed.PATIENCE);
    if (status != JobStatus.FINISHED) {
      throw new AssertionError(job.name() + " is " + status);
    }
  }

  /** Returns when all that the job has written so far is committed. */
  void settle() {
    job.checkpoint();
    // Sinks commit a while after a checkpoint completes, but before they take part in the next.
    job.checkpoint();
  }

  /** Ends the job with a savepoint and returns where that lies. */
  String stop(Path directory) {
    job.awaitRunning(Testbed.PATIENCE); // it may still come back from a failure
    return job.stopWithSavepoint(directory);
  }

  @Override
  public void close() {
    try {
      job.cancel();
    } finally {
      topology.close();
    }
  }
}
