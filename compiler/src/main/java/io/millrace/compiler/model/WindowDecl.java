package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A window, named or inline. Which of the measures are there depends on the kind: tumbling has
 * size; sliding size and slide; cumulate size and step; session gap; count rows and maybe slide of
 * rows. All else is optional.
 *
 * @param distance {@code slide} or {@code step}
 * @param rows the size of a count window
 * @param rowDistance the slide of a count window
 * @param processing whether the clock decides on a row's window
 * @param span the whole declaration
 */
public record WindowDecl(
    Located<Kind> kind,
    @Nullable Located<Duration> size,
    @Nullable Located<Duration> distance,
    @Nullable Located<Duration> gap,
    @Nullable Located<Long> rows,
    @Nullable Located<Long> rowDistance,
    @Nullable Located<Duration> offset,
    @Nullable Located<String> zone,
    @Nullable Located<Duration> allowedLateness,
    @Nullable Located<Boolean> processing,
    @Nullable Early early,
    Span span,
    String path) {
  /** The shapes of windows. */
  public enum Kind {
    TUMBLING,
    SLIDING,
    CUMULATE,
    SESSION,
    COUNT
  }

  /** What time a window goes by. */
  public enum Time {
    EVENT,
    PROCESSING
  }

  /**
   * Results of windows that are still open.
   *
   * @param eventTime whether the interval is one of event time
   */
  public record Early(Located<Duration> every, Located<Boolean> eventTime) {}

  public boolean inProcessingTime() {
    return processing != null && processing.value();
  }
}
