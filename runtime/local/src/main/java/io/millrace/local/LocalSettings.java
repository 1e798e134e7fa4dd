package io.millrace.local;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What differs when a job runs on this machine for a person who watches it. */
final class LocalSettings {
  /** What exactly-once sinks wrote is seen after a checkpoint; nobody waits a minute for it. */
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(2);

  private LocalSettings() {}

  /** Overrides what the job asked for. */
  static void apply(StreamExecutionEnvironment environment, Path directory) {
    Configuration settings = new Configuration();
    // The first failure is the one to read.
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        RestartStrategyOptions.RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    Duration interval =
        environment
            .getConfiguration()
            .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            .orElse(LONGEST_INTERVAL);
    if (interval.compareTo(LONGEST_INTERVAL) >= 0) {
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, LONGEST_INTERVAL);
      settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
    }
    environment.configure(settings);
  }
}
