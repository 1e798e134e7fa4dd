package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.WindowGrid;
import io.millrace.compiler.plan.WindowSpec;
import io.millrace.compiler.plan.WindowTiming;
import java.time.Duration;

/** The Java that makes a window of time. */
final class WindowJava {
  private final Imports imports;

  WindowJava(Imports imports) {
    this.imports = imports;
  }

  String make(WindowSpec window) {
    String windows = imports.use("io.millrace.runtime.window.Windows");
    String java;
    if (window instanceof WindowSpec.Tumbling w) {
      java = windows + ".tumbling(" + duration(w.size()) + ")" + grid(w.grid());
    } else if (window instanceof WindowSpec.Sliding w) {
      java = windows + ".sliding(" + durations(w.size(), w.slide()) + ")" + grid(w.grid());
    } else if (window instanceof WindowSpec.Cumulating w) {
      java = windows + ".cumulating(" + durations(w.size(), w.step()) + ")" + grid(w.grid());
    } else if (window instanceof WindowSpec.Session w) {
      java = windows + ".session(" + duration(w.gap()) + ")";
    } else {
      throw new IllegalStateException("no window of time: " + window.display());
    }
    return java + timing(window.timing());
  }

  private String grid(WindowGrid grid) {
    return (grid.offset().isZero() ? "" : ".offset(" + duration(grid.offset()) + ")")
        + (grid.zone() == null ? "" : ".zone(" + JavaLiterals.string(grid.zone()) + ")");
  }

  private String timing(WindowTiming timing) {
    String java =
        timing.allowedLateness().isZero()
            ? ""
            : ".allowedLateness(" + duration(timing.allowedLateness()) + ")";
    java += timing.processingTime() ? ".processingTime()" : "";
    if (timing.early() == null) {
      return java;
    }
    String early = timing.earlyByEventTime() ? ".earlyByEventTime(" : ".early(";
    return java + early + duration(timing.early()) + ")";
  }

  private String durations(Duration one, Duration other) {
    return duration(one) + ", " + duration(other);
  }

  private String duration(Duration duration) {
    return DeployJava.duration(duration, imports);
  }
}
