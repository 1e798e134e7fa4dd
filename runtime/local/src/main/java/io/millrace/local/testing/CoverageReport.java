package io.millrace.local.testing;

import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.site.CoverageSite;
import io.millrace.compiler.site.SiteFile;
import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.CoverageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells what was reached: a table for the terminal, {@code coverage.json} for tools, {@code
 * coverage.html} for people.
 */
final class CoverageReport {
  private CoverageReport() {}

  static void write(Path directory, CoverageData coverage, List<Plan> plans) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("coverage.json"), CoverageJson.write(coverage));
    for (SiteFile file : CoverageSite.of(coverage, plans)) {
      Path path = directory.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
  }

  /** A pipeline each, and below it what no test reaches. */
  static List<String> lines(CoverageData coverage) {
    List<String> lines = new ArrayList<>();
    lines.add("coverage of pipelines");
    for (CoverageData.OfPipeline pipeline : coverage.pipelines()) {
      lines.add(
          line(pipeline.percent(), pipeline.file(), pipeline.reached(), pipeline.points().size()));
      List<CoverageData.Point> missed = pipeline.missed();
      int width = missed.stream().mapToInt(point -> place(point).length()).max().orElse(0);
      for (CoverageData.Point point : missed) {
        lines.add(
            "          %s  %-9s  %s"
                .formatted(
                    pad(place(point), width),
                    point.kind().name().toLowerCase(Locale.ROOT),
                    point.display()));
      }
    }
    if (coverage.pipelines().size() > 1) {
      int all = coverage.pipelines().stream().mapToInt(p -> p.points().size()).sum();
      int reached = coverage.pipelines().stream().mapToInt(CoverageData.OfPipeline::reached).sum();
      lines.add(line(coverage.percent(), "in all", reached, all));
    }
    return lines;
  }

  private static String line(int percent, String what, int reached, int all) {
    return "  %3d%%  %s (%d of %d)".formatted(percent, what, reached, all);
  }

  private static String place(CoverageData.Point point) {
    return point.file() + ":" + point.line();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
