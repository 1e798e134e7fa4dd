package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;
import java.util.List;

/** The calls that aggregate in each subtask, and send what comes of it by key. */
final class LocalCall {
  private final JobContext job;
  private final PlanNode.Aggregate node;

  LocalCall(JobContext job, PlanNode.Aggregate node) {
    this.job = job;
    this.node = node;
  }

  List<String> write(String selector, String aggregator, String accumulatorType, KeyJava key) {
    String partial = job.imports.use("io.millrace.runtime.window.Partial");
    String operators = job.imports.use("io.millrace.runtime.window.WindowOperators");
    String uid = JavaLiterals.string(node.info().uid() + "--local");
    return List.of(
        "transform(\n    "
            + JavaLiterals.string(node.id() + "--local")
            + ",\n    "
            + partial
            + ".type("
            + key.typeInformation()
            + ", "
            + accumulatorType
            + "),\n    "
            + operators
            + ".local("
            + new WindowJava(job.imports).make(node.window())
            + ", "
            + selector
            + ", "
            + aggregator
            + "))",
        "uid(" + uid + ")",
        // Chained to what it reads.
        "setParallelism(input.getParallelism())",
        "keyBy(new " + partial + ".Key<>(), " + key.typeInformation() + ")");
  }
}
