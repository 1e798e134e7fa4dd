package io.millrace.compiler.diag;

/** Codes of the shape of a file: which keys and which kinds of values stand where. */
public enum SchemaCode implements DiagnosticCode {
  SCH001(
      "The value has the right kind",
      "A key holds a value of another kind than it takes, for example a list where a text is expected.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  SchemaCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  SchemaCode(Severity severity, String title, String explanation) {
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
