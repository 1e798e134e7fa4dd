package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.plan.Plan;

/**
 * Advice on a plan that also looks at how it is written: at what was left to a default, say.
 * Reports to {@code out}; never changes the plan.
 */
interface LintRule {
  /**
   * Looks at one pipeline.
   *
   * @param written what the plan is made of
   */
  void check(PipelineDecl written, Plan plan, Diagnostics out);
}
