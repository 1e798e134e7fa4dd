package io.millrace.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
  private static StreamExecutionEnvironment applied(Configuration cluster, JobSettings settings) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    settings.applyTo(env);
    return env;
  }

  @Test
  void fillsInWhatNobodySaid() {
    StreamExecutionEnvironment env = applied(new Configuration(), JobSettings.named("fraud"));
    ReadableConfig config = env.getConfiguration();
    assertThat(config.get(PipelineOptions.NAME)).isEqualTo("fraud");
    assertThat(config.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(config.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(env.getMaxParallelism()).isEqualTo(720);
    assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(60_000);
    assertThat(env.getCheckpointConfig().getMinPauseBetweenCheckpoints()).isEqualTo(30_000);
    assertThat(env.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(600_000);
    assertThat(env.getCheckpointConfig().getTolerableCheckpointFailureNumber()).isEqualTo(3);
    assertThat(env.getCheckpointConfig().isUnalignedCheckpointsEnabled()).isTrue();
    assertThat(env.getCheckpointConfig().getAlignedCheckpointTimeout())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(env.getCheckpointConfig().getExternalizedCheckpointRetention())
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    assertThat(config.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(3);
    assertThat(config.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(config.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(config.get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isTrue();
    assertThat(config.get(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS)).isTrue();
    assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF))
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
        .isEqualTo(10);
  }

  @Test
  void leavesAloneWhatTheClusterSays() {
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    cluster.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    cluster.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    cluster.set(PipelineOptions.MAX_PARALLELISM, 128);
    cluster.set(PipelineOptions.GENERIC_TYPES, true);
    StreamExecutionEnvironment env = applied(cluster, JobSettings.named("fraud"));
    ReadableConfig config = env.getConfiguration();
    assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(5_000);
    assertThat(env.getCheckpointConfig().getMinPauseBetweenCheckpoints())
        .as("the asked interval must be reachable")
        .isEqualTo(2_500);
    assertThat(config.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
    assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("none");
    assertThat(env.getMaxParallelism()).isEqualTo(128);
    assertThat(config.get(PipelineOptions.GENERIC_TYPES)).as("never left to chance").isFalse();
  }

  @Test
  void putsThePipelineOverTheCluster() {
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    cluster.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment env =
        applied(
            cluster,
            JobSettings.named("fraud")
                .parallelism(2)
                .maxParallelism(64)
                .checkpointInterval(Duration.ofSeconds(10))
                .checkpointMode(CheckpointingMode.AT_LEAST_ONCE)
                .stateBackend("hashmap"));
    assertThat(env.getParallelism()).isEqualTo(2);
    assertThat(env.getMaxParallelism()).isEqualTo(64);
    assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(10_000);
    assertThat(env.getCheckpointConfig().isUnalignedCheckpointsEnabled())
        .as("unaligned checkpoints are for exactly-once only")
        .isFalse();
    assertThat(env.getConfiguration().get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
  }

  @Test
  void checkpointsOfTransactionalSinksTimeOutBeforeTheirTransactions() {
    StreamExecutionEnvironment env =
        applied(new Configuration(), JobSettings.named("fraud").transactionalSinks());
    assertThat(env.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(120_000);
    env =
        applied(
            new Configuration(),
            JobSettings.named("fraud")
                .transactionalSinks()
                .checkpointTimeout(Duration.ofMinutes(5)));
    assertThat(env.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(300_000);
  }
}
