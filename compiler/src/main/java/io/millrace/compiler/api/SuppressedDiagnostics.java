package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.YamlCode;
import io.millrace.compiler.yaml.Suppression;
import io.millrace.compiler.yaml.Suppressions;
import java.util.List;

/** Takes out what the user answered with a comment. */
final class SuppressedDiagnostics {
  private SuppressedDiagnostics() {}

  /**
   * Takes out suppressed findings. Where an error kept later phases from running, a comment may be
   * unused only for that reason, so nothing is said of it.
   */
  static void remove(List<Suppression> suppressions, Diagnostics out) {
    boolean complete = !out.hasErrors();
    List<Diagnostic> left = Suppressions.apply(suppressions, out.sorted());
    out.removeIf(diagnostic -> true);
    left.stream()
        .filter(diagnostic -> complete || diagnostic.code() != YamlCode.YAML018)
        .forEach(out::add);
  }
}
