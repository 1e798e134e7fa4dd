package io.millrace.compiler.site;

import java.util.List;

/**
 * The first page.
 *
 * @param percent of all that tests can reach; empty: nobody measured it
 */
public record CatalogueView(
    String root,
    String site,
    int pipelines,
    int tests,
    String percent,
    List<Directory> directories,
    List<Place> places) {
  /** Pipelines of one directory. */
  public record Directory(String name, List<Entry> pipelines) {}

  /**
   * A pipeline.
   *
   * @param percent of what tests reach; empty: nobody measured it
   * @param level {@code high}, {@code middle} or {@code low}
   */
  public record Entry(
      String name,
      String description,
      List<End> sources,
      List<End> sinks,
      int operators,
      int tests,
      String percent,
      String level) {}

  /**
   * A source or a sink.
   *
   * @param place what it reads or writes; empty for none
   */
  public record End(String node, String kind, String place) {}

  /** Something outside of the jobs. */
  public record Place(
      String anchor, String kind, String name, List<Use> writers, List<Use> readers) {}

  /** A node that uses it. */
  public record Use(String pipeline, String node) {}
}
