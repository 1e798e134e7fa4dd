package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the job runs; everything is optional.
 *
 * @param rewritesOff rewrites of the plan that are switched off
 */
public record JobDecl(
    @Nullable DeployText parallelism,
    @Nullable Located<Long> maxParallelism,
    @Nullable Located<Mode> mode,
    @Nullable DeployText checkpointInterval,
    @Nullable Located<Duration> checkpointTimeout,
    @Nullable Located<Boolean> exactlyOnceCheckpoints,
    @Nullable DeployText checkpointDirectory,
    @Nullable Located<Backend> backend,
    @Nullable Located<Duration> stateTtl,
    Set<Rewrite> rewritesOff) {

  /** A job without any setting. */
  public static final JobDecl EMPTY =
      new JobDecl(null, null, null, null, null, null, null, null, null, Set.of());

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

  /** Rewrites of the plan that can be switched off. */
  public enum Rewrite {
    DEAD_NODES,
    PROJECTION,
    CONSTANT_FOLDING,
    FUSION,
    PUSH_DOWN,
    COMMON_EXPRESSIONS,
    KEY_REUSE,
    PRE_AGGREGATION,
    SLICE_SHARING;

    /** As it is written under {@code job.rewrites}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
