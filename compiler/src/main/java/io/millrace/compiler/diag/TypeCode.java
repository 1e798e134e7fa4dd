package io.millrace.compiler.diag;

/** Codes of types and expressions. */
public enum TypeCode implements DiagnosticCode {
  TYP001(
      "The expression is well-formed",
      "The text is not a CEL expression. The caret stands at the first token that does not fit.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  TypeCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  TypeCode(Severity severity, String title, String explanation) {
    this.severity = severity;
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String id() {
    return name();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
