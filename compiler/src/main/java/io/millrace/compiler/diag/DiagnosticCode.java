package io.millrace.compiler.diag;

/**
 * A stable, documented kind of diagnostic. Implemented by one enum an area; a code is never reused
 * for something else.
 */
public interface DiagnosticCode {
  /** Area and three digits, as {@code TYP004}. */
  String id();

  /** What the rule demands, in a few words, for the index of codes. */
  String title();

  /** Why the rule exists and how to satisfy it: the text of its page, in Markdown. */
  String explanation();

  /** The severity that this code has unless configured otherwise. */
  default Severity severity() {
    return Severity.ERROR;
  }
}
