package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import java.util.List;
import java.util.stream.Collectors;

/** A term of an order: a scalar that is always there, and whether its largest comes first. */
public record OrderTerm(TypedExpression expression, boolean descending) {
  /** {@code row.price descending, row.at}. */
  public static String display(List<OrderTerm> order) {
    return order.stream()
        .map(term -> term.expression().canonical() + (term.descending() ? " descending" : ""))
        .collect(Collectors.joining(", "));
  }
}
