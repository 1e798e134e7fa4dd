package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;

/** The call that runs a keyed function of the library on a keyed stream; it names the operator. */
final class KeyedCall {
  private KeyedCall() {}

  /**
   * The call.
   *
   * @param row class of the rows that come out
   * @param function Java that makes the function
   */
  static String of(JobContext job, PlanNode node, String row, String function) {
    return "transform("
        + JavaLiterals.string(node.id())
        + ", "
        + row
        + ".TYPE, "
        + job.imports.use("io.millrace.runtime.state.KeyedOperators")
        + ".process("
        + function
        + "))";
  }
}
