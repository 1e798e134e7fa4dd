package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.GenerateCode;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;

/** A Java constructor takes 255 slots, {@code this} among them; long and double take two. */
final class RecordSizeRule implements PlanRule {
  private static final int MOST = 254;

  @Override
  public void check(Plan plan, Diagnostics out) {
    for (PlanNode node : plan.nodes()) {
      StreamShape shape = plan.shapes().get(node.id());
      if (shape != null && slots(shape.row()) > MOST) {
        out.add(
            Diagnostic.of(
                    GenerateCode.GEN001,
                    node.info().span(),
                    node.info().path(),
                    "rows of `"
                        + node.id()
                        + "` have "
                        + shape.row().fields().size()
                        + " fields, more than a Java constructor takes")
                .withHelp("declare or select fewer fields, or nest some in a record"));
      }
    }
  }

  private static int slots(RecordType row) {
    int slots = 1;
    for (Field field : row.fields()) {
      String java = JavaTypes.of(field.type());
      slots += java.equals("long") || java.equals("double") ? 2 : 1;
      slots += field.nullable() && JavaTypes.isPrimitive(field.type()) ? 1 : 0;
    }
    return slots;
  }
}
