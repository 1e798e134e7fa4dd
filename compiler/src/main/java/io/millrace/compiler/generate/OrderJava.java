package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.plan.OrderTerm;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;

/** Java that compares two rows by an order. */
final class OrderJava {
  private OrderJava() {}

  /** The body of a method that compares the rows {@code a} and {@code b} of a type. */
  static Code compare(
      JobContext job,
      PlanNode node,
      FunctionBuilder function,
      List<OrderTerm> order,
      RecordType row) {
    Code body = new Code();
    Fallible fallible =
        Fallible.failing(
            job, node, Fallible.places(order.stream().map(OrderTerm::expression).toList()));
    for (int i = 0; i < order.size(); i++) {
      OrderTerm term = order.get(i);
      JavaCode a = fallible.expression(function, term.expression(), new RowReader("a", row), body);
      JavaCode b = fallible.expression(function, term.expression(), new RowReader("b", row), body);
      Type type = term.expression().type();
      String compared =
          term.descending()
              ? call(job, type, b.value(), a.value())
              : call(job, type, a.value(), b.value());
      if (i == order.size() - 1) {
        body.line("return " + compared + ";");
      } else {
        String by = "by" + i;
        body.line("int " + by + " = " + compared + ";");
        body.open("if (" + by + " != 0) {").line("return " + by + ";").close("}");
      }
    }
    return fallible.caught(body, "a");
  }

  private static String call(JobContext job, Type type, String first, String second) {
    if (type instanceof DecimalType) {
      return first + ".compareTo(" + second + ")";
    }
    String method =
        switch ((ScalarType) type) {
          case BOOL -> "Boolean.compare";
          case DOUBLE -> "Double.compare";
          case STRING -> job.imports.use("io.millrace.runtime.expr.StringOps") + ".compare";
          default -> "Long.compare";
        };
    return method + "(" + first + ", " + second + ")";
  }
}
