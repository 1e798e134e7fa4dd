package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/** The calls that aggregate in each subtask, and send what comes of it by key. */
final class LocalCall {
  private final JobContext job;
  private final PlanNode node;
  private final WindowSpec window;

  LocalCall(JobContext job, PlanNode node, WindowSpec window) {
    this.job = job;
    this.node = node;
    this.window = window;
  }

  List<String> write(String selector, String aggregator, String accumulatorType, KeyJava key) {
    String partial = job.imports.use("io.millrace.runtime.window.Partial");
    String operators = job.imports.use("io.millrace.runtime.window.WindowOperators");
    List<String> arguments =
        List.of(new WindowJava(job.imports).make(window), selector, aggregator);
    List<String> calls =
        new ArrayList<>(
            of(
                node.id(),
                node.info().uid(),
                partial + ".type(" + key.typeInformation() + ", " + accumulatorType + ")",
                operators + ".local(" + String.join(", ", arguments) + ")"));
    calls.add(keyBy(job, key));
    return calls;
  }

  /**
   * The calls of a first step.
   *
   * @param names of the nodes whose step it is
   * @param uid of the first of them
   * @param type of the partial results
   */
  static List<String> of(String names, String uid, String type, String operator) {
    return List.of(
        "transform("
            + String.join(", ", JavaLiterals.string(names + "--local"), type, operator)
            + ")",
        "uid(" + JavaLiterals.string(uid + "--local") + ")",
        // Chained to what it reads.
        "setParallelism(input.getParallelism())");
  }

  /** The call that brings partial results together. */
  static String keyBy(JobContext job, KeyJava key) {
    return key.keyBy("new " + job.imports.use("io.millrace.runtime.window.Partial") + ".Key<>()")
        .call();
  }
}
