package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.WindowSpec;
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
    String uid = JavaLiterals.string(node.info().uid() + "--local");
    return List.of(
        "transform("
            + JavaLiterals.string(node.id() + "--local")
            + ", "
            + partial
            + ".type("
            + key.typeInformation()
            + ", "
            + accumulatorType
            + "), "
            + operators
            + ".local("
            + new WindowJava(job.imports).make(window)
            + ", "
            + selector
            + ", "
            + aggregator
            + "))",
        "uid(" + uid + ")",
        // Chained to what it reads.
        "setParallelism(input.getParallelism())",
        key.keyBy("new " + partial + ".Key<>()").call());
  }
}
