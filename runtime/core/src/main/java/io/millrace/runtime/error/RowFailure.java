package io.millrace.runtime.error;

import org.jspecify.annotations.Nullable;

/**
 * An expression had no value for a row, and the node's policy is to fail. The message names the
 * node, the expression with its place in the YAML, and the row. It has no cause of its own: what
 * the expression said is in the message, where reports of a failed job show it.
 */
public final class RowFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_ROW = 400;

  private RowFailure(String message) {
    super(message);
  }

  /**
   * The failure of a row.
   *
   * @param node id of the node
   * @param expression the expression and where it stands: {@code `a / b` (orders.yaml:12)}
   * @param row whose values are shown, shortened
   */
  public static RowFailure of(
      String node, String expression, @Nullable Object row, RuntimeException e) {
    return of(
        node,
        expression,
        row,
        e,
        " `on-error` of the node can skip such rows or send them to a dead-letter sink.");
  }

  /** The failure of a result, which no policy covers; {@code key} is that of its group. */
  public static RowFailure ofResult(
      String node, String expression, @Nullable Object key, RuntimeException e) {
    return of(node, expression, key, e, "");
  }

  private static RowFailure of(
      String node, String expression, @Nullable Object values, RuntimeException e, String advice) {
    RowFailure failure =
        new RowFailure(
            "%s: %s in %s for %s.%s"
                .formatted(node, e.getMessage(), expression, shortened(values), advice));
    failure.setStackTrace(e.getStackTrace());
    return failure;
  }

  /** A row as text, cut where it is long. */
  static String shortened(@Nullable Object row) {
    String text = String.valueOf(row);
    return text.length() <= LONGEST_ROW ? text : text.substring(0, LONGEST_ROW) + "…";
  }
}
