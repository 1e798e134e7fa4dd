package io.millrace.compiler.diag;

/** How bad a diagnostic is; only errors stop a build. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE;

  /** As shown to the user: {@code error}, {@code warning}, {@code note}. */
  public String label() {
    return switch (this) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }
}
