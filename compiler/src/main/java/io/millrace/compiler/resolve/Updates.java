package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import org.jspecify.annotations.Nullable;

/** Refuses updating rows where no result could be right. */
final class Updates {
  private Updates() {}

  /** Whether what a node reads does not update; if it does, that is reported. */
  static boolean onlyAppends(Resolution resolution, NodeHead head, Inputs.Merged merged) {
    if (merged.shape().mode().isAppend()) {
      return true;
    }
    refuse(
        resolution,
        head,
        merged.refs().get(0),
        merged.shape(),
        "this node would take each new version of a row for one more row",
        "give the aggregate a window, so that each result comes once");
    return false;
  }

  /**
   * Reports an input that updates.
   *
   * @param reason why that cannot be right, behind "and"
   * @param help what to write instead, or null
   */
  static void refuse(
      Resolution resolution,
      NodeHead head,
      StreamRef input,
      StreamShape shape,
      String reason,
      @Nullable String help) {
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN006,
                input.span(),
                head.path() + ".input",
                "`"
                    + input.display()
                    + "` updates its rows ("
                    + shape.mode().display()
                    + "), and "
                    + reason)
            .withHelp(help));
  }
}
