package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.WindowDecl;
import io.millrace.compiler.model.WindowRef;
import io.millrace.compiler.plan.WindowSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The window of an operator, named or in place, to the plan's. */
final class WindowResolver {
  private static final long MOST_SLICES = 100_000;

  private final Resolution resolution;
  private final Map<String, WindowDecl> windows = new LinkedHashMap<>();

  WindowResolver(Resolution resolution) {
    this.resolution = resolution;
    for (PipelineDecl.NamedWindow named : resolution.pipeline.windows()) {
      windows.put(named.id().value(), named.window());
    }
  }

  /**
   * A window that was found.
   *
   * @param use where the operator names or declares it
   */
  record Found(WindowSpec spec, Span use, String path) {}

  /** The window; null after reporting what is wrong. */
  @Nullable Found resolve(NodeHead head, WindowRef ref, Inputs.Merged merged) {
    String path = head.path() + ".window";
    WindowDecl window;
    Span use;
    if (ref instanceof WindowRef.Named named) {
      window = windows.get(named.name().value());
      use = named.name().span();
      if (window == null) {
        resolution.unknown(ReferenceCode.REF007, named.name(), path, "window", windows.keySet());
        return null;
      }
    } else {
      window = ((WindowRef.Inline) ref).window();
      use = window.kind().span();
    }
    boolean sound = checkSize(window);
    if (!merged.shape().watermarked()) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN003,
                  use,
                  path,
                  "the window would never fire: no watermarks come from `"
                      + merged.refs().get(0).display()
                      + "`")
              .withHelp(
                  "declare event time on every source that reaches it:"
                      + " `time: { field: at, max-out-of-orderness: 5s }`"));
      sound = false;
    }
    return sound ? new Found(spec(window), use, path) : null;
  }

  /**
   * Slices are cut where windows start and where they end: two a slide, or one where these meet.
   */
  private boolean checkSize(WindowDecl window) {
    if (window.size() != null && window.slide() != null) {
      long size = window.size().value().toMillis();
      long slide = window.slide().value().toMillis();
      long slices = size / slide * (size % slide == 0 ? 1 : 2);
      if (slices > MOST_SLICES) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN021,
                    window.slide().span(),
                    window.path() + ".slide",
                    "each window would be made of " + slices + " slices, more than " + MOST_SLICES)
                .withHelp("choose a longer slide or a shorter size"));
        return false;
      }
    }
    return true;
  }

  private static WindowSpec spec(WindowDecl window) {
    Duration offset = orZero(window.offset());
    Duration lateness = orZero(window.allowedLateness());
    return switch (window.kind().value()) {
      case TUMBLING -> new WindowSpec.Tumbling(orZero(window.size()), offset, lateness);
      case SLIDING ->
          new WindowSpec.Sliding(orZero(window.size()), orZero(window.slide()), offset, lateness);
      case SESSION -> new WindowSpec.Session(orZero(window.gap()), lateness);
    };
  }

  private static Duration orZero(@Nullable Located<Duration> duration) {
    return duration == null ? Duration.ZERO : duration.value();
  }
}
