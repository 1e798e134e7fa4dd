package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.plan.Plan;

/** One demand on a plan. Reports to {@code out}; never changes the plan. */
public interface PlanRule {
  void check(Plan plan, Diagnostics out);
}
