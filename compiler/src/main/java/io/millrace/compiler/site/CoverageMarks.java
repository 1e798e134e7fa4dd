package io.millrace.compiler.site;

import io.millrace.compiler.testing.CoverageData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What tests reach, by the lines of a file. */
final class CoverageMarks {
  private CoverageMarks() {}

  static Map<Integer, SourceListing.Mark> of(CoverageData.OfPipeline coverage, String file) {
    Map<Integer, List<CoverageData.Point>> byLine = new LinkedHashMap<>();
    for (CoverageData.Point point : coverage.points()) {
      if (point.file().equals(file)) {
        byLine.computeIfAbsent(point.line(), line -> new ArrayList<>()).add(point);
      }
    }
    Map<Integer, SourceListing.Mark> marks = new LinkedHashMap<>();
    byLine.forEach((line, points) -> marks.put(line, mark(points)));
    return marks;
  }

  private static SourceListing.Mark mark(List<CoverageData.Point> points) {
    List<CoverageData.Point> missed = points.stream().filter(point -> !point.reached()).toList();
    if (missed.isEmpty()) {
      return new SourceListing.Mark("hit", "");
    }
    return new SourceListing.Mark(
        missed.size() == points.size() ? "miss" : "part",
        missed.stream()
            .map(CoverageData.Point::display)
            .collect(Collectors.joining("; ", "not reached: ", "")));
  }
}
