package io.millrace.compiler.generate;

import io.millrace.compiler.check.JobTimes;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.JobSettings;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Java that configures the job, and asks before its start whether what it needs is there. */
final class SettingsJava {
  private final JobContext job;

  SettingsJava(JobContext job) {
    this.job = job;
  }

  /** {@code JobSettings.named(...)...applyTo(env);}. */
  List<String> settings() {
    JobSettings settings = job.plan.job();
    List<String> calls = new ArrayList<>();
    if (settings.parallelism() != null) {
      calls.add(
          "parallelism(" + DeployJava.integer("job.parallelism", settings.parallelism()) + ")");
    }
    if (settings.maxParallelism() != null) {
      calls.add("maxParallelism(" + settings.maxParallelism() + ")");
    }
    if (settings.mode() != null) {
      String mode = job.imports.use("org.apache.flink.api.common.RuntimeExecutionMode");
      calls.add("mode(" + mode + "." + settings.mode().value().name() + ")");
    }
    if (settings.checkpointInterval() != null) {
      calls.add(
          "checkpointInterval("
              + DeployJava.duration(
                  "job.checkpoint.interval", settings.checkpointInterval(), job.imports)
              + ")");
    }
    if (settings.checkpointTimeout() != null) {
      calls.add(
          "checkpointTimeout("
              + DeployJava.duration(settings.checkpointTimeout().value(), job.imports)
              + ")");
    }
    if (settings.exactlyOnceCheckpoints() != null) {
      String mode = job.imports.use("org.apache.flink.core.execution.CheckpointingMode");
      calls.add(
          "checkpointMode("
              + mode
              + (settings.exactlyOnceCheckpoints().value() ? ".EXACTLY_ONCE" : ".AT_LEAST_ONCE")
              + ")");
    }
    if (settings.checkpointDirectory() != null) {
      calls.add("checkpointDirectory(" + DeployJava.text(settings.checkpointDirectory()) + ")");
    }
    if (settings.backend() != null) {
      calls.add("stateBackend(\"" + settings.backend().name().toLowerCase(Locale.ROOT) + "\")");
    }
    if (JobTimes.hasExactlyOnceSink(job.plan)) {
      calls.add("transactionalSinks()");
    }
    calls.add("applyTo(env)");
    String type = job.imports.use("io.millrace.runtime.job.JobSettings");
    return new Code()
        .chain(type + ".named(" + JavaLiterals.string(job.plan.name()) + ")", calls)
        .result();
  }

  /** Checks of the systems that sources, sinks and lookups name. */
  List<String> preflight() {
    Code code = new Code();
    new KafkaPreflightJava(job).checks(code);
    new JdbcPreflightJava(job).checks(code);
    for (PlanNode node : job.plan.nodes()) {
      DeployValue path = null;
      if (node instanceof PlanNode.FileSource source) {
        path = source.path();
      } else if (node instanceof KafkaSource source && source.history() != null) {
        path = source.history().path();
      }
      if (path != null) {
        code.line(
            job.imports.use("io.millrace.runtime.file.FilePreflight")
                + ".check("
                + JavaLiterals.string(node.id())
                + ", "
                + DeployJava.text(path)
                + ");");
      }
    }
    return code.result();
  }
}
