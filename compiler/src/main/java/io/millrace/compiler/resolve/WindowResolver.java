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
import io.millrace.compiler.plan.WindowGrid;
import io.millrace.compiler.plan.WindowSpec;
import io.millrace.compiler.plan.WindowTiming;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
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
    WindowSpec spec = spec(window);
    boolean sized = checkSize(window);
    boolean sound = checkZone(window) && sized;
    if (spec.needsWatermarks() && !merged.shape().watermarked()) {
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
    return sound ? new Found(spec, use, path) : null;
  }

  private boolean checkZone(WindowDecl window) {
    Located<String> zone = window.zone();
    if (zone == null) {
      return true;
    }
    try {
      ZoneId.of(zone.value());
      return true;
    } catch (DateTimeException e) {
      resolution.unknown(
          ReferenceCode.REF024,
          zone,
          window.path() + ".time-zone",
          "time zone",
          ZoneId.getAvailableZoneIds());
      return false;
    }
  }

  /**
   * Slices are cut where windows start and where they end: two a slide, or one where these meet.
   */
  private boolean checkSize(WindowDecl window) {
    long slices = 1;
    if (window.size() != null && window.distance() != null) {
      long size = window.size().value().toMillis();
      long distance = window.distance().value().toMillis();
      slices = size / distance * (size % distance == 0 ? 1 : 2);
    } else if (window.rows() != null && window.rowDistance() != null) {
      long size = window.rows().value();
      slices = size / greatestCommonDivisor(size, window.rowDistance().value());
    }
    if (slices <= MOST_SLICES) {
      return true;
    }
    Located<?> distance = window.distance() != null ? window.distance() : window.rowDistance();
    String key = window.kind().value() == WindowDecl.Kind.CUMULATE ? "step" : "slide";
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN021,
                distance == null ? window.span() : distance.span(),
                window.path() + "." + key,
                "each window would be made of " + slices + " slices, more than " + MOST_SLICES)
            .withHelp("choose a longer " + key + " or a shorter size"));
    return false;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  private static WindowSpec spec(WindowDecl window) {
    WindowDecl.Early early = window.early();
    WindowGrid grid =
        new WindowGrid(
            orZero(window.offset()), window.zone() == null ? null : window.zone().value());
    WindowTiming timing =
        new WindowTiming(
            orZero(window.allowedLateness()),
            window.inProcessingTime(),
            early == null ? null : early.every().value(),
            early != null && early.eventTime().value());
    Duration size = orZero(window.size());
    Duration distance = orZero(window.distance());
    return switch (window.kind().value()) {
      case TUMBLING -> new WindowSpec.Tumbling(size, grid, timing);
      case SLIDING -> new WindowSpec.Sliding(size, distance, grid, timing);
      case CUMULATE -> new WindowSpec.Cumulating(size, distance, grid, timing);
      case SESSION -> new WindowSpec.Session(orZero(window.gap()), timing);
      case COUNT -> {
        long rows = window.rows() == null ? 1 : window.rows().value();
        yield new WindowSpec.Count(
            rows, window.rowDistance() == null ? rows : window.rowDistance().value());
      }
    };
  }

  private static Duration orZero(@Nullable Located<Duration> duration) {
    return duration == null ? Duration.ZERO : duration.value();
  }
}
