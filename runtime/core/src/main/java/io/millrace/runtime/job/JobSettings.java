package io.millrace.runtime.job;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How a job runs: what its pipeline says, over what the cluster's configuration and the command
 * line say, over {@link JobDefaults}.
 *
 * <pre>{@code
 * JobSettings.named("fraud-watch").parallelism(2).checkpointInterval(Duration.ofSeconds(10)).applyTo(env);
 * }</pre>
 */
public final class JobSettings {
  private final Configuration pipeline = new Configuration();
  private boolean transactionalSinks;

  private JobSettings(String name) {
    pipeline.set(PipelineOptions.NAME, name);
  }

  public static JobSettings named(String name) {
    return new JobSettings(name);
  }

  public JobSettings parallelism(int parallelism) {
    pipeline.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    return this;
  }

  public JobSettings maxParallelism(int maxParallelism) {
    pipeline.set(PipelineOptions.MAX_PARALLELISM, maxParallelism);
    return this;
  }

  public JobSettings mode(RuntimeExecutionMode mode) {
    pipeline.set(ExecutionOptions.RUNTIME_MODE, mode);
    return this;
  }

  public JobSettings checkpointInterval(Duration interval) {
    pipeline.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    return this;
  }

  public JobSettings checkpointTimeout(Duration timeout) {
    pipeline.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, timeout);
    return this;
  }

  public JobSettings checkpointMode(CheckpointingMode mode) {
    pipeline.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, mode);
    return this;
  }

  public JobSettings checkpointDirectory(String directory) {
    pipeline.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    pipeline.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
    return this;
  }

  /** {@code rocksdb} or {@code hashmap}. */
  public JobSettings stateBackend(String backend) {
    pipeline.set(StateBackendOptions.STATE_BACKEND, backend);
    return this;
  }

  /**
   * Says that the job writes in transactions, which must outlive its checkpoints: the default of
   * the checkpoint timeout is then shorter.
   */
  public JobSettings transactionalSinks() {
    transactionalSinks = true;
    return this;
  }

  /**
   * Sets what the environment's configuration leaves open to defaults, and what the pipeline says.
   */
  public void applyTo(StreamExecutionEnvironment env) {
    Configuration settings =
        JobDefaults.missingIn(env.getConfiguration(), pipeline, transactionalSinks);
    settings.addAll(pipeline);
    env.configure(settings);
  }
}
