package io.millrace.runtime.expr;

/** An expression has no value for this row: overflow, a missing key, text that is no number. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace, which costs more than the evaluation: rows may fail one by one. */
  public ExpressionException(String message) {
    super(message, null, false, false);
  }
}
