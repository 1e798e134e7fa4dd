package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.model.FragmentUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of findings in fragments where the fragments are used. */
final class FragmentPlaces {
  private final List<FragmentUse> uses;

  FragmentPlaces(List<FragmentUse> uses) {
    // The innermost first.
    this.uses =
        uses.stream()
            .sorted(Comparator.comparingInt((FragmentUse use) -> use.path().length()).reversed())
            .toList();
  }

  /** The findings; one that several uses of a fragment give stands once, with all uses. */
  List<Diagnostic> explain(List<Diagnostic> found) {
    if (uses.isEmpty()) {
      return found;
    }
    Map<List<Object>, Diagnostic> explained = new LinkedHashMap<>();
    for (Diagnostic diagnostic : found) {
      explained.merge(
          List.of(diagnostic.code(), diagnostic.span(), diagnostic.message()),
          explain(diagnostic),
          FragmentPlaces::join);
    }
    return List.copyOf(explained.values());
  }

  private Diagnostic explain(Diagnostic diagnostic) {
    Diagnostic explained = diagnostic;
    String file = diagnostic.span().source().name();
    for (FragmentUse use : uses) {
      boolean inside = diagnostic.path().startsWith(use.path() + ".");
      if (inside && !use.id().span().source().name().equals(file)) {
        explained = explained.withRelated(use.id().span(), "used here");
      }
    }
    return explained;
  }

  private static Diagnostic join(Diagnostic first, Diagnostic second) {
    Diagnostic joined = first;
    for (Diagnostic.Related related : new ArrayList<>(second.related())) {
      if (!joined.related().contains(related)) {
        joined = joined.withRelated(related.span(), related.message());
      }
    }
    return joined;
  }
}
