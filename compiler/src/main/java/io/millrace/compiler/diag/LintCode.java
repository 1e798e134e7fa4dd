package io.millrace.compiler.diag;

/** Codes of what runs, but hardly as it was meant to. */
public enum LintCode implements DiagnosticCode {
  LNT001(
      "A key differs between rows",
      "All rows have the same key, so one subtask does all the work, whatever the parallelism. Key by"
          + " a field of the rows. Where one result over all rows is meant, say so with `key: []`."),
  LNT002(
      "Secrets are parameters of type secret",
      "A password, token or key that stands in a file is in the repository for ever, and in plans,"
          + " logs and job jars as well. Declare a parameter of type `secret` and read it from the"
          + " environment or a file: its value is masked wherever it could be shown."),
  LNT003(
      "Windows follow event time where there is one",
      "The rows have event time, but `time: processing` lays them into windows by the clock. Results"
          + " then depend on when and how fast the job runs: a restart or a run over history gives"
          + " others. Leave `time` out to use event time.");

  private final String title;
  private final String explanation;

  LintCode(String title, String explanation) {
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
    return Severity.WARNING;
  }
}
