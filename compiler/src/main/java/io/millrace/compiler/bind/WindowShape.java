package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.WindowDecl;
import io.millrace.compiler.schema.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks that the parts of a window's declaration fit each other. */
final class WindowShape {
  private static final Duration HOUR = Duration.ofHours(1);

  private final WindowDecl window;
  private final Section section;

  private WindowShape(WindowDecl window, Section section) {
    this.window = window;
    this.section = section;
  }

  static void check(WindowDecl window, Section section) {
    WindowShape shape = new WindowShape(window, section);
    shape.gaps();
    shape.steps();
    shape.hours();
    shape.times();
  }

  private void gaps() {
    Located<Duration> size = window.size();
    Located<Duration> slide = window.distance();
    boolean sliding = window.kind().value() == WindowDecl.Kind.SLIDING;
    if (sliding && size != null && slide != null && isLonger(slide, size)) {
      section.report(
          SchemaCode.SCH012,
          slide.span(),
          "slide",
          "the slide of "
              + text(slide)
              + " is longer than the size of "
              + text(size)
              + ": rows in between would be lost");
    }
    Located<Long> rows = window.rows();
    Located<Long> rowSlide = window.rowDistance();
    if (rows != null && rowSlide != null && rowSlide.value() > rows.value()) {
      section.report(
          SchemaCode.SCH012,
          rowSlide.span(),
          "slide",
          "the slide of "
              + rowSlide.value()
              + " rows is longer than the size of "
              + rows.value()
              + ": rows in between would be lost");
    }
    Located<Duration> offset = window.offset();
    Located<Duration> distance = sliding && slide != null ? slide : size;
    if (offset != null && distance != null && !isLonger(distance, offset)) {
      section.report(
          SchemaCode.SCH012,
          offset.span(),
          "offset",
          "the offset of "
              + text(offset)
              + " is not shorter than the distance of two windows, "
              + text(distance));
    }
  }

  private void steps() {
    if (window.kind().value() == WindowDecl.Kind.CUMULATE) {
      multiple("step", "grows up to its size by steps");
    }
  }

  private void multiple(String key, String why) {
    Located<Duration> size = window.size();
    Located<Duration> distance = window.distance();
    if (size != null
        && distance != null
        && !distance.value().isZero()
        && size.value().toMillis() % distance.value().toMillis() != 0) {
      section.report(
          SchemaCode.SCH022,
          size.span(),
          "size",
          "the size of "
              + text(size)
              + " is not a multiple of the "
              + key
              + " of "
              + text(distance)
              + ": a window "
              + why);
    }
  }

  /** On clocks that change, only whole hours have a meaning. */
  private void hours() {
    if (window.zone() == null) {
      return;
    }
    wholeHours(window.size(), "size");
    wholeHours(
        window.distance(), window.kind().value() == WindowDecl.Kind.SLIDING ? "slide" : "step");
    wholeHours(window.offset(), "offset");
    if (window.kind().value() == WindowDecl.Kind.SLIDING) {
      multiple("slide", "in a time zone ends where others start");
    }
  }

  private void wholeHours(@Nullable Located<Duration> part, String key) {
    if (part != null && part.value().toMillis() % HOUR.toMillis() != 0) {
      section.report(
          SchemaCode.SCH023,
          part.span(),
          key,
          "in a time zone, the " + key + " of a window is whole hours or days, not " + text(part));
    }
  }

  private void times() {
    if (!window.inProcessingTime()) {
      return;
    }
    Located<Duration> lateness = window.allowedLateness();
    if (lateness != null && !lateness.value().isZero()) {
      section.report(
          SchemaCode.SCH024,
          lateness.span(),
          "allowed-lateness",
          "no row is late in processing time");
    }
    WindowDecl.Early early = window.early();
    if (early != null && early.eventTime().value()) {
      section.report(
          SchemaCode.SCH024,
          early.eventTime().span(),
          "early",
          "windows of processing time know no event time");
    }
  }

  private static boolean isLonger(Located<Duration> one, Located<Duration> other) {
    return one.value().compareTo(other.value()) > 0;
  }

  private static String text(Located<Duration> duration) {
    return DurationText.format(duration.value());
  }
}
