package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.yaml.YamlMapping;
import java.util.List;

/** Binds {@code job}. */
final class JobBinder {
  private JobBinder() {}

  static JobDecl bind(Section job) {
    Section checkpoint = orEmpty(job, "checkpoint");
    Section state = orEmpty(job, "state");
    Located<String> mode = checkpoint.text("mode");
    Located<Long> maxParallelism = job.integer("max-parallelism");
    return new JobDecl(
        NodeBinder.parallelism(job, maxParallelism),
        maxParallelism,
        job.choice("mode", JobDecl.Mode.class),
        checkpoint.deployDuration("interval"),
        checkpoint.duration("timeout"),
        mode == null ? null : new Located<>(mode.value().equals("exactly-once"), mode.span()),
        checkpoint.deployText("directory"),
        state.choice("backend", JobDecl.Backend.class),
        state.duration("ttl"));
  }

  private static Section orEmpty(Section parent, String key) {
    Section section = parent.section(key);
    return section == null
        ? new Section(
            new YamlMapping(List.of(), parent.span()), parent.pathOf(key), parent.context())
        : section;
  }
}
