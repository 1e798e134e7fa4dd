package io.millrace.pipelines.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demonstration says, in lines that line up. */
final class DemoConsole {
  private static final int BAR = 30;
  private static final long PAUSE_NANOS = 700_000_000;

  private final PrintStream out;
  private long lastProgress;
  private long lastDone = -1;

  DemoConsole(PrintStream out) {
    this.out = out;
  }

  void title(String name, String text) {
    out.printf("%n  %s: %s%n%n", name, text);
  }

  void step(String name, String text) {
    out.printf("  %-9s %s%n", name, text);
  }

  /** A line, unless there was one just now or nothing has moved. */
  void progress(long done, long all) {
    long now = System.nanoTime();
    boolean due = now - lastProgress > PAUSE_NANOS || done == all;
    if (!due || done == lastDone) {
      return;
    }
    lastProgress = now;
    lastDone = done;
    int full = (int) (BAR * done / all);
    out.printf(
        Locale.ROOT,
        "  %-9s %s%s %3d%%  %,d of %,d committed%n",
        "",
        "#".repeat(full),
        ".".repeat(BAR - full),
        100 * done / all,
        done,
        all);
  }

  void table(List<Map.Entry<String, Long>> top, int addresses) {
    out.printf("%n  %-18s %15s%n", "ip", "bytes");
    out.printf("  %-18s %15s%n", "-".repeat(18), "-".repeat(15));
    top.forEach(row -> out.printf(Locale.ROOT, "  %-18s %,15d%n", row.getKey(), row.getValue()));
    out.printf("  ... and %d more addresses%n%n", addresses - top.size());
  }
}
