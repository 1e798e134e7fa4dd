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

  /**
   * Whether it decides on what sources read of a record. Behind sources that find errors only in
   * what they read it is always done, or it would decide on which records are bad, too.
   */
  default boolean decidesOnReads() {
    return false;
  }

  /** The rewritten plan; the same object where there is nothing to do. */
  Plan rewrite(Plan plan);
}
