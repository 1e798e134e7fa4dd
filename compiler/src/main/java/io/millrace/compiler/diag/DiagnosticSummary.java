package io.millrace.compiler.diag;

import java.util.ArrayList;
import java.util.List;

/** Counts diagnostics for the last line of a report. */
public record DiagnosticSummary(int errors, int warnings, int notes) {

  /** Counts by severity. */
  public static DiagnosticSummary of(List<Diagnostic> diagnostics) {
    return new DiagnosticSummary(
        count(diagnostics, Severity.ERROR),
        count(diagnostics, Severity.WARNING),
        count(diagnostics, Severity.NOTE));
  }

  /** One line, as {@code 2 errors, 1 warning in 3 files}: the files that the diagnostics name. */
  public static String line(List<Diagnostic> diagnostics) {
    long files = diagnostics.stream().map(d -> d.span().source().name()).distinct().count();
    return of(diagnostics).line((int) files);
  }

  /**
   * One line, as {@code 2 errors, 1 warning in 3 files} or {@code no errors in 3 files}.
   *
   * @param files how many files were checked; 0 leaves them out
   */
  public String line(int files) {
    List<String> parts = new ArrayList<>();
    add(parts, errors, "error");
    add(parts, warnings, "warning");
    add(parts, notes, "note");
    String found = parts.isEmpty() ? "no errors" : String.join(", ", parts);
    return files == 0 ? found : found + " in " + counted(files, "file");
  }

  private static void add(List<String> parts, int count, String noun) {
    if (count > 0) {
      parts.add(counted(count, noun));
    }
  }

  /** A number and its noun, as {@code 1 error} and {@code 2 errors}. */
  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static int count(List<Diagnostic> diagnostics, Severity severity) {
    return (int) diagnostics.stream().filter(d -> d.severity() == severity).count();
  }
}
