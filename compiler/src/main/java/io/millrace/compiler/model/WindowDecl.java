package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A window, named or inline. Which of the durations are there depends on the kind: tumbling has
 * size; sliding size and slide; session gap. Offset and allowed lateness are optional.
 *
 * @param span the whole declaration
 */
public record WindowDecl(
    Located<Kind> kind,
    @Nullable Located<Duration> size,
    @Nullable Located<Duration> slide,
    @Nullable Located<Duration> gap,
    @Nullable Located<Duration> offset,
    @Nullable Located<Duration> allowedLateness,
    Span span,
    String path) {
  /** The shapes of windows. */
  public enum Kind {
    TUMBLING,
    SLIDING,
    SESSION
  }
}
