package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.JobDecl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the job runs; null where the user said nothing and the runtime's default holds. */
public record JobSettings(
    @Nullable DeployValue parallelism,
    @Nullable Integer maxParallelism,
    @Nullable Located<JobDecl.Mode> mode,
    @Nullable DeployValue checkpointInterval,
    @Nullable Located<Duration> checkpointTimeout,
    @Nullable Located<Boolean> exactlyOnceCheckpoints,
    @Nullable DeployValue checkpointDirectory,
    JobDecl.@Nullable Backend backend,
    @Nullable Duration stateTtl) {}
