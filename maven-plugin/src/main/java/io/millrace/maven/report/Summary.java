package io.millrace.maven.report;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Severity;
import java.util.List;

/** How many pipelines were looked at, and what was found. */
public record Summary(int pipelines, int errors, int warnings) {
  /** Counts diagnostics; notes do not count. */
  public static Summary of(int pipelines, List<Diagnostic> diagnostics) {
    return new Summary(
        pipelines, count(diagnostics, Severity.ERROR), count(diagnostics, Severity.WARNING));
  }

  private static int count(List<Diagnostic> diagnostics, Severity severity) {
    return (int) diagnostics.stream().filter(d -> d.severity() == severity).count();
  }

  /** {@code 12 pipelines, 2 errors, 1 warning}. */
  @Override
  public String toString() {
    return plural(pipelines, "pipeline")
        + ", "
        + plural(errors, "error")
        + ", "
        + plural(warnings, "warning");
  }

  /** {@code 1 error}, {@code 2 errors}. */
  public static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
