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
