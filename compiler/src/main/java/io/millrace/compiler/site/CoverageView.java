package io.millrace.compiler.site;

import java.util.List;

/** The page about what tests reach. */
public record CoverageView(
    String root, String site, int percent, int reached, int all, List<OfPipeline> pipelines) {
  /** One pipeline. */
  public record OfPipeline(
      String anchor,
      String name,
      String file,
      int percent,
      int reached,
      int all,
      String level,
      List<Missed> missed,
      List<SourceListing.Listing> sources) {}

  /** Something that no test reaches. */
  public record Missed(String node, String kind, String what, String line, String anchor) {}
}
