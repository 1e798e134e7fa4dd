package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.PipelineDecl.NamedWindow;
import io.millrace.compiler.model.WindowDecl;
import io.millrace.compiler.model.WindowRef;
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
    Located<WindowDecl.Kind> kind =
        section.required("type", section.choice("type", WindowDecl.Kind.class));
    boolean count = kind.value() == WindowDecl.Kind.COUNT;
    WindowDecl window =
        new WindowDecl(
            kind,
            count ? null : section.duration("size"),
            count
                ? null
                : section.has("step") ? section.duration("step") : section.duration("slide"),
            section.duration("gap"),
            count ? section.integer("size") : null,
            count ? section.integer("slide") : null,
            section.duration("offset"),
            section.text("time-zone"),
            section.duration("allowed-lateness"),
            isTime(section, WindowDecl.Time.PROCESSING),
            early(section.section("early")),
            section.span(),
            section.path());
    WindowShape.check(window, section);
    return window;
  }

  /** Whether {@code time} is the given one; null where it is not said. */
  private static @Nullable Located<Boolean> isTime(Section section, WindowDecl.Time time) {
    Located<WindowDecl.Time> said = section.choice("time", WindowDecl.Time.class);
    return said == null ? null : new Located<>(said.value() == time, said.span());
  }

  private static WindowDecl.@Nullable Early early(@Nullable Section section) {
    if (section == null) {
      return null;
    }
    Located<Boolean> eventTime = isTime(section, WindowDecl.Time.EVENT);
    return new WindowDecl.Early(
        section.required("every", section.duration("every")),
        eventTime == null ? new Located<>(false, section.span()) : eventTime);
  }
}
