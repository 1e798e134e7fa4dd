package io.millrace.runtime.job;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * What a production job needs and Flink does not do by itself: regular checkpoints that survive the
 * job, state that may outgrow memory, restarts that back off, and a stable identity of operators
 * and serializers.
 *
 * <p>A value that the cluster's configuration or the command line gives is not a default's to
 * change, except that uids and types are never left to chance.
 */
public final class JobDefaults {
  private final Configuration defaults = new Configuration();
  private final ReadableConfig cluster;
  private final ReadableConfig pipeline;

  private JobDefaults(ReadableConfig cluster, ReadableConfig pipeline) {
    this.cluster = cluster;
    this.pipeline = pipeline;
  }

  /**
   * The defaults that neither of two configurations decides.
   *
   * @param transactionalSinks whether the job writes in transactions
   */
  public static Configuration missingIn(
      ReadableConfig cluster, ReadableConfig pipeline, boolean transactionalSinks) {
    return new JobDefaults(cluster, pipeline).collect(transactionalSinks);
  }

  private Configuration collect(boolean transactionalSinks) {
    defaults.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    defaults.set(PipelineOptions.GENERIC_TYPES, false);
    unlessSet(PipelineOptions.MAX_PARALLELISM, 720);

    unlessSet(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(60));
    unlessSet(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, minPause());
    unlessSet(
        CheckpointingOptions.CHECKPOINTING_TIMEOUT,
        transactionalSinks ? Duration.ofMinutes(2) : Duration.ofMinutes(10));
    unlessSet(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
    unlessSet(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    unlessSet(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    if (decided(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE)
        == CheckpointingMode.EXACTLY_ONCE) {
      unlessSet(CheckpointingOptions.ENABLE_UNALIGNED, true);
      unlessSet(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofSeconds(30));
    }

    unlessSet(StateBackendOptions.STATE_BACKEND, "rocksdb");
    unlessSet(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    unlessSet(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    // Else whole filters of millions of keys are read again and again when state outgrows memory.
    unlessSet(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);

    if (cluster.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()
        && pipeline.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()) {
      defaults.set(
          RestartStrategyOptions.RESTART_STRATEGY,
          RestartStrategyOptions.RestartStrategyType.EXPONENTIAL_DELAY.getMainValue());
      unlessSet(
          RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
          Duration.ofMinutes(2));
      unlessSet(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 10);
    }
    return defaults;
  }

  /**
   * 30 s, but no more than half of a shorter interval: the interval that was asked for is meant.
   */
  private Duration minPause() {
    Duration half = decided(CheckpointingOptions.CHECKPOINTING_INTERVAL).dividedBy(2);
    Duration usual = Duration.ofSeconds(30);
    return half.compareTo(usual) < 0 ? half : usual;
  }

  private <T> void unlessSet(ConfigOption<T> option, T value) {
    if (cluster.getOptional(option).isEmpty() && pipeline.getOptional(option).isEmpty()) {
      defaults.set(option, value);
    }
  }

  private <T> T decided(ConfigOption<T> option) {
    return pipeline
        .getOptional(option)
        .or(() -> cluster.getOptional(option))
        .orElseGet(() -> defaults.get(option));
  }
}
