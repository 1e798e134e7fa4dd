package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.YamlCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies the suppressions of a file to what was found in it. */
public final class Suppressions {
  private Suppressions() {}

  /**
   * Leaves out the warnings and notes that a suppression names on their line, and adds a warning
   * for each suppression that names none. Errors stay: they cannot be suppressed.
   *
   * @param diagnostics all of the file's; those of other files pass unchanged
   */
  public static List<Diagnostic> apply(
      List<Suppression> suppressions, List<Diagnostic> diagnostics) {
    List<Diagnostic> kept = new ArrayList<>();
    Set<Suppression> used = new HashSet<>();
    for (Diagnostic diagnostic : diagnostics) {
      boolean silenced = false;
      for (Suppression suppression : suppressions) {
        if (!diagnostic.isError() && matches(suppression, diagnostic)) {
          used.add(suppression);
          silenced = true;
        }
      }
      if (!silenced) {
        kept.add(diagnostic);
      }
    }
    for (Suppression suppression : suppressions) {
      if (!used.contains(suppression)) {
        kept.add(unused(suppression, diagnostics));
      }
    }
    return List.copyOf(kept);
  }

  private static boolean matches(Suppression suppression, Diagnostic diagnostic) {
    return diagnostic.code().id().equals(suppression.code())
        && diagnostic.span().source().name().equals(suppression.span().source().name())
        && diagnostic.span().line() == suppression.line();
  }

  private static Diagnostic unused(Suppression suppression, List<Diagnostic> diagnostics) {
    boolean error = diagnostics.stream().anyMatch(d -> d.isError() && matches(suppression, d));
    String why =
        error
            ? "`" + suppression.code() + "` is an error here, and errors cannot be suppressed"
            : "no `" + suppression.code() + "` is reported on line " + suppression.line();
    return Diagnostic.of(YamlCode.YAML018, suppression.span(), "", why)
        .withHelp("remove the suppression");
  }
}
