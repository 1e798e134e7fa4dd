package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.JobDecl;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the job runs; null where the user said nothing and the runtime's default holds.
 *
 * @param rewritesOff rewrites that are not done
 */
public record JobSettings(
    @Nullable DeployValue parallelism,
    @Nullable Integer maxParallelism,
    @Nullable Located<JobDecl.Mode> mode,
    @Nullable DeployValue checkpointInterval,
    @Nullable Located<Duration> checkpointTimeout,
    @Nullable Located<Boolean> exactlyOnceCheckpoints,
    @Nullable DeployValue checkpointDirectory,
    JobDecl.@Nullable Backend backend,
    @Nullable Duration stateTtl,
    Set<JobDecl.Rewrite> rewritesOff) {
  public JobSettings {
    rewritesOff = Set.copyOf(rewritesOff);
  }

  /** Whether a rewrite is done where there is something to do for it. */
  public boolean does(JobDecl.Rewrite rewrite) {
    return !rewritesOff.contains(rewrite);
  }

  /** The same job without some more rewrites. */
  public JobSettings without(Set<JobDecl.Rewrite> more) {
    Set<JobDecl.Rewrite> off = EnumSet.noneOf(JobDecl.Rewrite.class);
    off.addAll(rewritesOff);
    off.addAll(more);
    return new JobSettings(
        parallelism,
        maxParallelism,
        mode,
        checkpointInterval,
        checkpointTimeout,
        exactlyOnceCheckpoints,
        checkpointDirectory,
        backend,
        stateTtl,
        off);
  }
}
