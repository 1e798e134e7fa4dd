package io.millrace.compiler.diag;

/** Codes of the pipeline as a whole: time, keys, state, delivery. */
public enum PlanCode implements DiagnosticCode {
  PLN001(
      "A pipeline has a source and a sink",
      "Without a source nothing is read, and without a sink nothing comes out.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  PlanCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  PlanCode(Severity severity, String title, String explanation) {
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
