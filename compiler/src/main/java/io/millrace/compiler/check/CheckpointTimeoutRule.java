package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.plan.Plan;
import java.time.Duration;

/** A checkpoint that expires sooner than the next one is due is almost certainly a typo. */
final class CheckpointTimeoutRule implements PlanRule {
  private static final Duration LEAST = Duration.ofSeconds(10);

  @Override
  public void check(Plan plan, Diagnostics out) {
    Located<Duration> timeout = plan.job().checkpointTimeout();
    Duration interval = JobTimes.interval(plan);
    if (timeout == null || interval == null) {
      return;
    }
    if (timeout.value().compareTo(interval) < 0 || timeout.value().compareTo(LEAST) < 0) {
      out.add(
          Diagnostic.of(
              PlanCode.PLN019,
              timeout.span(),
              "job.checkpoint.timeout",
              "checkpoints expire after "
                  + Durations.display(timeout.value())
                  + " and come every "
                  + Durations.display(interval)));
    }
  }
}
