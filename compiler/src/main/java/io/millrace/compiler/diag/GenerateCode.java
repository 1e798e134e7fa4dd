package io.millrace.compiler.diag;

/** Codes of the generation of Java. */
public enum GenerateCode implements DiagnosticCode {
  GEN001(
      "A record fits a Java constructor",
      "A Java constructor takes at most 255 slots, and a 64-bit value takes two. Select fewer fields, or nest some of them in a record.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  GenerateCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  GenerateCode(Severity severity, String title, String explanation) {
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
