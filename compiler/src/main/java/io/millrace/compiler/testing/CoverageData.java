package io.millrace.compiler.testing;

import java.util.List;

/** What tests reached in their pipelines, by the files of the pipelines. */
public record CoverageData(List<OfPipeline> pipelines) {
  public CoverageData {
    pipelines = List.copyOf(pipelines);
  }

  /** What of a pipeline can be reached. */
  public enum Kind {
    /** Rows come out of a node, or into a sink. */
    NODE,
    /** Rows come out of a named output: a case of a route, late rows, errors of a lookup. */
    BRANCH,
    /** A condition holds, or does not. */
    CONDITION,
    /** A record that the node cannot work on goes its way. */
    ERROR
  }

  /**
   * Something of a pipeline that rows can reach.
   *
   * @param node id
   * @param what of it, as a person reads it: {@code rows}, {@code by-region.eu}, {@code where is
   *     false}
   * @param file where it is declared
   * @param line 1-based
   */
  public record Point(String node, Kind kind, String what, String file, int line, boolean reached) {
    /** The same point, reached or not. */
    public Point withReached(boolean now) {
      return new Point(node, kind, what, file, line, now);
    }

    /** With its node, as in a list of many. */
    public String display() {
      return what.startsWith(node + ".") ? what : node + ": " + what;
    }
  }

  /** All points of one pipeline. */
  public record OfPipeline(String file, String name, List<Point> points) {
    public OfPipeline {
      points = List.copyOf(points);
    }

    public List<Point> missed() {
      return points.stream().filter(point -> !point.reached()).toList();
    }

    public int reached() {
      return points.size() - missed().size();
    }

    public int percent() {
      return CoverageData.percent(reached(), points.size());
    }
  }

  /** Of all points of all pipelines; 100 if there are none. */
  public int percent() {
    return percent(
        pipelines.stream().mapToInt(OfPipeline::reached).sum(),
        pipelines.stream().mapToInt(pipeline -> pipeline.points().size()).sum());
  }

  /** Rounded down, so that 100 means all. */
  private static int percent(int reached, int all) {
    return all == 0 ? 100 : 100 * reached / all;
  }
}
