package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Plan;
import org.jspecify.annotations.Nullable;

/** A change of a plan that changes no result. */
public interface PlanRewrite {
  /** How it is switched off; null if it is always done. */
  JobDecl.@Nullable Rewrite key();

  /** What it does, in a few words. */
  String name();

  /** Why it is done, in a few words. */
  String reason();

  /** The rewritten plan; the same object where there is nothing to do. */
  Plan rewrite(Plan plan);
}
