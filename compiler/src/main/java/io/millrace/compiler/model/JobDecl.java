package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the job runs; everything is optional. */
public record JobDecl(
    @Nullable DeployText parallelism,
    @Nullable Located<Long> maxParallelism,
    @Nullable Located<Mode> mode,
    @Nullable DeployText checkpointInterval,
    @Nullable Located<Duration> checkpointTimeout,
    @Nullable Located<Boolean> exactlyOnceCheckpoints,
    @Nullable DeployText checkpointDirectory,
    @Nullable Located<Backend> backend,
    @Nullable Located<Duration> stateTtl) {

  /** A job without any setting. */
  public static final JobDecl EMPTY =
      new JobDecl(null, null, null, null, null, null, null, null, null);

  /** Flink's execution modes. */
  public enum Mode {
    STREAMING,
    BATCH,
    AUTOMATIC
  }

  /** Where keyed state lives. */
  public enum Backend {
    HASHMAP,
    ROCKSDB
  }
}
