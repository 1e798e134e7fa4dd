package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.yaml.YamlMapping;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        state.duration("ttl"),
        off(orEmpty(job, "rewrites")));
  }

  private static Set<JobDecl.Rewrite> off(Section rewrites) {
    Set<JobDecl.Rewrite> off = EnumSet.noneOf(JobDecl.Rewrite.class);
    for (JobDecl.Rewrite rewrite : JobDecl.Rewrite.values()) {
      Located<Boolean> wanted = rewrites.bool(rewrite.key());
      if (wanted != null && !wanted.value()) {
        off.add(rewrite);
      }
    }
    return off;
  }

  private static Section orEmpty(Section parent, String key) {
    Section section = parent.section(key);
    return section == null
        ? new Section(
            new YamlMapping(List.of(), parent.span()), parent.pathOf(key), parent.context())
        : section;
  }
}
