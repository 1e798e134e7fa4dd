package io.millrace.compiler.optimize;

import io.millrace.compiler.plan.Plan;

/** A change of a plan that changes no result. */
public interface PlanRewrite {
  /** What it does, in a few words. */
  String name();

  /** Why it is done, in a few words. */
  String reason();

  /** The rewritten plan; the same object where there is nothing to do. */
  Plan rewrite(Plan plan);
}
