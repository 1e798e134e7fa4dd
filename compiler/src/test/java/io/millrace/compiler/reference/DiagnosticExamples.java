package io.millrace.compiler.reference;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.golden.GoldenCase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One diagnostic of each code that some golden case provokes. */
final class DiagnosticExamples {
  private final Map<String, Diagnostic> byCode = new HashMap<>();

  private DiagnosticExamples() {}

  /** Compiles all golden cases; a code's own case goes before others that happen to provoke it. */
  static DiagnosticExamples compile() {
    DiagnosticExamples examples = new DiagnosticExamples();
    List<GoldenCase> cases =
        Stream.concat(GoldenCase.all("invalid").stream(), GoldenCase.all("valid").stream())
            .toList();
    Map<GoldenCase, List<Diagnostic>> found = new HashMap<>();
    cases.forEach(golden -> found.put(golden, golden.compile().diagnostics()));
    for (GoldenCase golden : cases) {
      found.get(golden).stream()
          .filter(d -> golden.name().startsWith(d.code().id().toLowerCase(Locale.ROOT) + "-"))
          .forEach(d -> examples.byCode.putIfAbsent(d.code().id(), d));
    }
    for (GoldenCase golden : cases) {
      found.get(golden).forEach(d -> examples.byCode.putIfAbsent(d.code().id(), d));
    }
    return examples;
  }

  Optional<Diagnostic> of(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  Set<String> codes() {
    return Set.copyOf(byCode.keySet());
  }
}
