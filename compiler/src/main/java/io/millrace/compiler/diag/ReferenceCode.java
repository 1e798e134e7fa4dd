package io.millrace.compiler.diag;

/** Codes of names that refer to something. */
public enum ReferenceCode implements DiagnosticCode {
  REF001(
      "Every input names a node", "An `input` names a node that is not declared in this pipeline.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  ReferenceCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  ReferenceCode(Severity severity, String title, String explanation) {
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
