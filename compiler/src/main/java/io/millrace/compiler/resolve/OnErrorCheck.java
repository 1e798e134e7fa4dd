package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OnErrorDecl;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;

/** Checks the error policies of operators. */
final class OnErrorCheck {
  private OnErrorCheck() {}

  static void check(Resolution resolution, NodeHead head, PlanNode node) {
    if (head.onError() instanceof OnErrorDecl.Fail) {
      return;
    }
    Span span =
        head.onError() instanceof OnErrorDecl.DeadLetter deadLetter
            ? deadLetter.sink().span()
            : ((OnErrorDecl.Skip) head.onError()).span();
    String path = head.path() + ".on-error";
    for (StreamRef input : node.inputs()) {
      StreamShape shape = resolution.shapes.get(input.display());
      if (shape != null && !shape.mode().isAppend()) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN026,
                    span,
                    path,
                    "`"
                        + input.display()
                        + "` updates its rows ("
                        + shape.mode().display()
                        + "), so none of them can be left out")
                .withHelp("guard the expression, as in `n != 0 && total / n > 5`"));
        return;
      }
    }
    if (node.rowExpressions().stream().noneMatch(TypedExpression::canFail)) {
      String message =
          "nothing that `"
              + head.id().value()
              + "` computes of each row can fail, so `on-error` does nothing";
      resolution.out.add(Diagnostic.of(PlanCode.PLN025, span, path, message));
    }
  }
}
