package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call on a keyed stream that makes the operator of a windowed aggregate. */
final class WindowCall {
  private final JobContext job;
  private final PlanNode.Aggregate node;

  WindowCall(JobContext job, PlanNode.Aggregate node) {
    this.job = job;
    this.node = node;
  }

  /**
   * Writes it.
   *
   * @param twoPhase whether partial results come in, and not rows
   */
  String write(
      String aggregator, String accumulatorType, @Nullable String lateTag, boolean twoPhase) {
    return node.window() instanceof WindowSpec.Count count
        ? ofRows(count, aggregator, accumulatorType)
        : ofTime(aggregator, accumulatorType, lateTag, twoPhase);
  }

  private String rowType() {
    return job.row(node.row()) + ".TYPE";
  }

  private String ofRows(WindowSpec.Count window, String aggregator, String accumulatorType) {
    String ttl =
        node.ttl() == null ? "" : ".ttl(" + DeployJava.duration(node.ttl(), job.imports) + ")";
    List<String> arguments =
        List.of(
            JavaLiterals.longValue(window.size()),
            JavaLiterals.longValue(window.slide()),
            aggregator,
            accumulatorType);
    return "process(new "
        + job.imports.use("io.millrace.runtime.window.CountWindowAggregate")
        + "<>("
        + String.join(", ", arguments)
        + ")"
        + ttl
        + ", "
        + rowType()
        + ")";
  }

  private String ofTime(
      String aggregator, String accumulatorType, @Nullable String lateTag, boolean twoPhase) {
    boolean updating = node.window().timing().updates();
    List<String> arguments = new ArrayList<>();
    arguments.add(new WindowJava(job.imports).make(node.window()));
    arguments.add(aggregator);
    arguments.add(accumulatorType);
    if (updating) {
      arguments.add(rowType());
      arguments.add(String.valueOf(job.sendsOldValues(node)));
      arguments.add(String.valueOf(lateTag));
    } else if (lateTag != null) {
      arguments.add(lateTag);
    }
    return "transform("
        + JavaLiterals.string(node.id())
        + ", "
        + rowType()
        + ", "
        + job.imports.use("io.millrace.runtime.window.WindowOperators")
        + (updating ? ".updating(" : twoPhase ? ".merging(" : ".aggregate(")
        + String.join(", ", arguments)
        + "))";
  }
}
