package io.millrace.compiler.diag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a phase gives: a value with perhaps warnings, or no value and at least one error. A user's
 * mistake is data; exceptions are bugs.
 */
public record Outcome<T>(@Nullable T value, List<Diagnostic> diagnostics) {
  public Outcome {
    diagnostics = List.copyOf(diagnostics);
    if (value == null && diagnostics.stream().noneMatch(Diagnostic::isError)) {
      throw new IllegalArgumentException("no value and no error");
    }
  }

  public static <T> Outcome<T> of(T value) {
    return new Outcome<>(value, List.of());
  }

  /** No value, and why. */
  public static <T> Outcome<T> failed(List<Diagnostic> diagnostics) {
    return new Outcome<>(null, diagnostics);
  }

  public boolean isOk() {
    return value != null;
  }

  /** The value; throws where there is none. */
  public T get() {
    if (value == null) {
      throw new IllegalStateException("no value: " + diagnostics);
    }
    return value;
  }
}
