package io.millrace.compiler.diag;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects what the phases find. Not thread-safe. */
public final class Diagnostics {
  private final List<Diagnostic> found = new ArrayList<>();

  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  public void addAll(List<Diagnostic> diagnostics) {
    found.addAll(diagnostics);
  }

  /** Drops what a condition picks out. */
  public void removeIf(Predicate<Diagnostic> unwanted) {
    found.removeIf(unwanted);
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /** All that was found, by position, without exact repeats. */
  public List<Diagnostic> sorted() {
    return found.stream().sorted(Diagnostic.BY_POSITION).distinct().toList();
  }
}
