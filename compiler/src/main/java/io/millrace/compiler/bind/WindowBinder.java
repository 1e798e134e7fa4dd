package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.PipelineDecl.NamedWindow;
import io.millrace.compiler.model.WindowDecl;
import io.millrace.compiler.model.WindowRef;
import io.millrace.compiler.schema.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Binds windows, named or in place. */
final class WindowBinder {
  private WindowBinder() {}

  static NamedWindow named(Section.Entry entry) {
    return new NamedWindow(entry.name(), window(entry.section()));
  }

  /** The window of an operator; null where it has none. */
  static @Nullable WindowRef ref(Section operator) {
    if (!operator.has("window")) {
      return null;
    }
    Section window = operator.section("window");
    return window == null
        ? new WindowRef.Named(operator.requiredText("window"))
        : new WindowRef.Inline(window(window));
  }

  private static WindowDecl window(Section section) {
    WindowDecl window =
        new WindowDecl(
            section.required("type", section.choice("type", WindowDecl.Kind.class)),
            section.duration("size"),
            section.duration("slide"),
            section.duration("gap"),
            section.duration("offset"),
            section.duration("allowed-lateness"),
            section.span(),
            section.path());
    check(window, section);
    return window;
  }

  private static void check(WindowDecl window, Section section) {
    Located<Duration> size = window.size();
    Located<Duration> slide = window.slide();
    Located<Duration> offset = window.offset();
    if (size != null && slide != null && isLonger(slide, size)) {
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
    Located<Duration> distance = slide == null ? size : slide;
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

  private static boolean isLonger(Located<Duration> one, Located<Duration> other) {
    return one.value().compareTo(other.value()) > 0;
  }

  private static String text(Located<Duration> duration) {
    return DurationText.format(duration.value());
  }
}
