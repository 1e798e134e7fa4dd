package io.millrace.local.testing;

import io.millrace.compiler.testing.TestTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What the tests of a run reached in their pipelines. */
final class Coverage {
  /** What was reached in one pipeline. */
  static final class OfPipeline {
    private final String name;
    private final CoveragePoints points;
    private final Set<CoveragePoint> reached = new LinkedHashSet<>();

    OfPipeline(String name, CoveragePoints points) {
      this.name = name;
      this.points = points;
    }

    String name() {
      return name;
    }

    List<CoveragePoint> points() {
      return points.all();
    }

    boolean isReached(CoveragePoint point) {
      return reached.contains(point);
    }

    List<CoveragePoint> missed() {
      return points.all().stream().filter(point -> !reached.contains(point)).toList();
    }

    int reached() {
      return reached.size();
    }

    int percent() {
      return Coverage.percent(reached.size(), points.all().size());
    }
  }

  private final Map<String, OfPipeline> byFile = new TreeMap<>();

  /**
   * A job has run.
   *
   * @param rows how many came in a sink, a node, a named output or {@code <node>-bad-records}
   */
  void ran(TestTarget target, ToLongFunction<String> rows) {
    OfPipeline pipeline =
        byFile.computeIfAbsent(
            target.plans().optimized().file().name(),
            file ->
                new OfPipeline(
                    target.pipeline().name(), CoveragePoints.of(target.plans().optimized())));
    pipeline.reached.addAll(pipeline.points.reached(rows));
  }

  /** By the files of the pipelines. */
  Map<String, OfPipeline> pipelines() {
    return byFile;
  }

  /** Of all points of all pipelines that were tested; 100 if there are none. */
  int percent() {
    return percent(
        byFile.values().stream().mapToInt(OfPipeline::reached).sum(),
        byFile.values().stream().mapToInt(pipeline -> pipeline.points().size()).sum());
  }

  /** Rounded down, so that 100 means all. */
  private static int percent(int reached, int all) {
    return all == 0 ? 100 : 100 * reached / all;
  }

  /** Lines for the terminal: a pipeline each, and below it what no test reaches. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    byFile.forEach(
        (file, pipeline) -> {
          lines.add(
              "%3d%%  %s (%d of %d)"
                  .formatted(
                      pipeline.percent(), file, pipeline.reached(), pipeline.points().size()));
          for (CoveragePoint missed : pipeline.missed()) {
            lines.add(
                "        %s:%d  %s".formatted(missed.file(), missed.line(), missed.display()));
          }
        });
    return lines;
  }
}
