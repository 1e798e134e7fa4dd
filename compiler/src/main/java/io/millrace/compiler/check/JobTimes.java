package io.millrace.compiler.check;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The times of checkpoints and transactions as the generated job has them. */
public final class JobTimes {
  /** Between two checkpoints, unless set. */
  public static final Duration INTERVAL = Duration.ofSeconds(60);

  /** Of an exactly-once sink, unless set: what brokers allow at most by default. */
  public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  /** A checkpoint may fail this many times before the job does. */
  static final int TOLERABLE_FAILURES = 3;

  /** The longest time that a restart may take: the restart strategy's largest back-off. */
  static final Duration RESTART = Duration.ofMinutes(2);

  private JobTimes() {}

  /** The interval; null where only the deployment knows it. */
  public static @Nullable Duration interval(Plan plan) {
    DeployValue value = plan.job().checkpointInterval();
    if (value == null) {
      return INTERVAL;
    }
    return value.isConstant() ? Durations.parse(value.text()) : null;
  }

  /** Of a checkpoint. */
  public static Duration timeout(Plan plan) {
    Located<Duration> timeout = plan.job().checkpointTimeout();
    return timeout != null ? timeout.value() : defaultTimeout(plan);
  }

  /** Short for exactly-once sinks, whose transactions a slow checkpoint would outlive. */
  static Duration defaultTimeout(Plan plan) {
    return hasExactlyOnceSink(plan) ? Duration.ofMinutes(2) : Duration.ofMinutes(10);
  }

  /** How long a transaction of an exactly-once sink may last. */
  public static Duration transactionTimeout(PlanNode.KafkaSink sink) {
    Located<Duration> timeout = sink.transactionTimeout();
    return timeout == null ? TRANSACTION_TIMEOUT : timeout.value();
  }

  /** Whether a sink writes in transactions. */
  public static boolean hasExactlyOnceSink(Plan plan) {
    return plan.nodes().stream().anyMatch(JobTimes::isExactlyOnce);
  }

  static boolean isExactlyOnce(PlanNode node) {
    return node instanceof PlanNode.KafkaSink sink
        && sink.delivery() == SinkDecl.Delivery.EXACTLY_ONCE;
  }
}
