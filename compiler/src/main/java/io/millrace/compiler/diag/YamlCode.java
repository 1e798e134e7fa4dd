package io.millrace.compiler.diag;

/** Codes of the YAML text itself. */
public enum YamlCode implements DiagnosticCode {
  YAML001(
      "The file is well-formed YAML",
      "The text cannot be read as YAML 1.2. The caret stands where the parser gave up; the cause is often a few characters before it.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  YamlCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  YamlCode(Severity severity, String title, String explanation) {
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
