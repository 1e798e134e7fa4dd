package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OnErrorDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.plan.Plan;
import java.util.Optional;

/**
 * Warns of sources whose bad records fail the job, in pipelines that keep those of another source.
 * A pipeline without any dead letters has decided, or has not come to it: nothing is said of it.
 */
final class BadRecordsRule implements LintRule {
  @Override
  public void check(PipelineDecl written, Plan plan, Diagnostics out) {
    Optional<OnErrorDecl.DeadLetter> kept =
        written.sources().stream()
            .map(source -> source.head().onError())
            .filter(OnErrorDecl.DeadLetter.class::isInstance)
            .map(OnErrorDecl.DeadLetter.class::cast)
            .findFirst();
    if (kept.isEmpty()) {
      return;
    }
    String sink = kept.get().sink().value();
    for (SourceDecl source : written.sources()) {
      NodeHead head = source.head();
      if (source instanceof SourceDecl.Kafka kafka
          && kafka.format().kind().value() != FormatDecl.Kind.RAW
          && isUnsaid(head)) {
        out.add(
            Diagnostic.of(
                    LintCode.LNT006,
                    head.id().span(),
                    head.path(),
                    "a bad record of `" + head.id().value() + "` fails the job, again and again")
                .withRelated(kept.get().sink().span(), "bad records of another source are kept")
                .withHelp("`on-error: { dead-letter: " + sink + " }`, or `on-error: fail`"));
      }
    }
  }

  /** The default points at the id. */
  private static boolean isUnsaid(NodeHead head) {
    return head.onError() instanceof OnErrorDecl.Fail fail && fail.span().equals(head.id().span());
  }
}
