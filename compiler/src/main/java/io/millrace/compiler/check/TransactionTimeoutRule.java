package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.time.Duration;

/**
 * A transaction must survive as many failed checkpoints as the job tolerates and a slow restart:
 * (tolerable failures + 1) × (interval + checkpoint timeout) + longest restart would be the safe
 * bound; below interval + timeout + restart data loss is a matter of one bad day, an error.
 */
final class TransactionTimeoutRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    Duration interval = JobTimes.interval(plan);
    if (interval == null) {
      return;
    }
    Duration timeout = JobTimes.timeout(plan);
    Duration needed = interval.plus(timeout).plus(JobTimes.RESTART);
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.KafkaSink sink && JobTimes.isExactlyOnce(sink)) {
        Duration given = JobTimes.transactionTimeout(sink);
        if (given.compareTo(needed) < 0) {
          report(sink, given, needed, interval, timeout, out);
        }
      }
    }
  }

  private static void report(
      PlanNode.KafkaSink sink,
      Duration given,
      Duration needed,
      Duration interval,
      Duration timeout,
      Diagnostics out) {
    Span span =
        sink.transactionTimeout() == null ? sink.info().span() : sink.transactionTimeout().span();
    out.add(
        Diagnostic.of(
                PlanCode.PLN010,
                span,
                sink.info().path(),
                "the transaction timeout of "
                    + Durations.display(given)
                    + " is shorter than checkpoint interval ("
                    + Durations.display(interval)
                    + "), checkpoint timeout ("
                    + Durations.display(timeout)
                    + ") and a restart ("
                    + Durations.display(JobTimes.RESTART)
                    + ") together")
            .withHelp(
                "`transaction-timeout: "
                    + Durations.display(needed)
                    + "` or more, or checkpoint more often"));
  }
}
