package io.millrace.compiler.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a file.
 *
 * @param message one sentence: what was found and what was expected; names in backquotes
 * @param span the exact range that is wrong
 * @param path where in the document, as {@code operators.big-orders.where}; may be empty
 * @param label a few words shown right behind the carets; may be empty
 * @param related other places that explain it, as where a type was declared
 * @param help what to type instead; null where there is no sure advice
 * @param folded how many follow-on errors this one stands for
 */
public record Diagnostic(
    DiagnosticCode code,
    Severity severity,
    String message,
    Span span,
    String path,
    String label,
    List<Related> related,
    @Nullable String help,
    int folded) {

  /** By file, position, then code. */
  public static final Comparator<Diagnostic> BY_POSITION =
      Comparator.comparing(Diagnostic::span)
          .thenComparing(d -> d.code().id())
          .thenComparing(Diagnostic::message);

  public Diagnostic {
    related = List.copyOf(related);
  }

  /** Another place that explains a diagnostic. */
  public record Related(Span span, String message) {}

  /** A diagnostic of the code's own severity. */
  public static Diagnostic of(DiagnosticCode code, Span span, String path, String message) {
    return new Diagnostic(code, code.severity(), message, span, path, "", List.of(), null, 0);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  public Diagnostic withLabel(String newLabel) {
    return new Diagnostic(code, severity, message, span, path, newLabel, related, help, folded);
  }

  public Diagnostic withHelp(@Nullable String newHelp) {
    return new Diagnostic(code, severity, message, span, path, label, related, newHelp, folded);
  }

  public Diagnostic withFolded(int count) {
    return new Diagnostic(code, severity, message, span, path, label, related, help, count);
  }

  public Diagnostic withSeverity(Severity newSeverity) {
    return new Diagnostic(code, newSeverity, message, span, path, label, related, help, folded);
  }

  public Diagnostic withRelated(Span where, String what) {
    List<Related> all = new ArrayList<>(related);
    all.add(new Related(where, what));
    return new Diagnostic(code, severity, message, span, path, label, all, help, folded);
  }

  /** {@code pipeline.yaml:12:7: error TYP004: message}, the form of goldens and logs. */
  @Override
  public String toString() {
    return span + ": " + severity.label() + " " + code.id() + ": " + message;
  }
}
