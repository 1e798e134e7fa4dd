package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.model.TimeDecl;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;

/** Warns of topics whose silent partitions would hold back results for ever. */
final class IdlePartitionRule implements LintRule {
  @Override
  public void check(PipelineDecl written, Plan plan, Diagnostics out) {
    for (SourceDecl source : written.sources()) {
      if (source instanceof SourceDecl.Kafka kafka
          && kafka.time() != null
          && kafka.time().idleAfter() == null
          && !kafka.ends()) {
        report(kafka, kafka.time(), plan, out);
      }
    }
  }

  private static void report(SourceDecl.Kafka source, TimeDecl time, Plan plan, Diagnostics out) {
    String id = source.head().id().value();
    PlanNode waiting = EventTimeWaits.behind(plan, plan.node(id));
    if (waiting == null) {
      return;
    }
    out.add(
        Diagnostic.of(
                LintCode.LNT004,
                span(time),
                time.path(),
                "one partition of `" + id + "` without rows holds back `" + waiting.id() + "`")
            .withRelated(waiting.info().span(), "waits for event time")
            .withHelp("`idle-after: 1m` beside it, or longer than a partition may pause"));
  }

  private static Span span(TimeDecl time) {
    if (time.field() != null) {
      return time.field().span();
    }
    return time.expression() != null ? time.expression().text().whole() : time.span();
  }
}
