package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.plan.Plan;

/** Warns of committed offsets that are lost when a pipeline or a source is renamed. */
final class DerivedGroupRule implements LintRule {
  @Override
  public void check(PipelineDecl written, Plan plan, Diagnostics out) {
    for (SourceDecl source : written.sources()) {
      if (source instanceof SourceDecl.Kafka kafka
          && kafka.groupId() == null
          && kafka.start() instanceof SourceDecl.Offsets.Committed committed) {
        String group = written.name().value() + "--" + kafka.head().id().value();
        out.add(
            Diagnostic.of(
                    LintCode.LNT007,
                    committed.span(),
                    kafka.head().path() + ".start",
                    "the offsets are those of group `"
                        + group
                        + "`, which is named after the source")
                .withHelp("`group-id: " + group + "` keeps them when names change"));
      }
    }
  }
}
