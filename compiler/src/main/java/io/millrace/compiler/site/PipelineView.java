package io.millrace.compiler.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a pipeline.
 *
 * @param root the way to the site's root
 * @param site its title
 * @param line where the pipeline is declared
 * @param coverage null: nobody measured it
 */
public record PipelineView(
    String root,
    String site,
    String name,
    String description,
    String file,
    List<Fact> facts,
    GraphView graph,
    List<NodeCard> nodes,
    List<SinkLineage> lineage,
    List<ParameterRow> parameters,
    List<TestFile> tests,
    @Nullable CoverageCard coverage,
    List<SourceListing.Listing> sources) {
  /** A property of the job. */
  public record Fact(String name, String value) {}

  /** A place in a listing of the page. */
  public record LineLink(String anchor, String text) {}

  /**
   * A node.
   *
   * @param outside what it reads or writes, with its kind
   * @param unused whether no sink is reached from it
   */
  public record NodeCard(
      String id,
      String role,
      String kind,
      String description,
      String uid,
      LineLink line,
      List<String> inputs,
      List<Fact> outside,
      List<String> properties,
      List<StateRow> states,
      List<StreamCard> outputs,
      boolean unused) {}

  /**
   * State that a node keeps.
   *
   * @param bound empty: nothing ends it, and {@code help} says what would
   */
  public record StateRow(String what, String bound, String help) {}

  /**
   * An output of a node.
   *
   * @param readers ids of nodes
   */
  public record StreamCard(
      String id,
      String row,
      String mode,
      boolean append,
      boolean watermarked,
      boolean oldValues,
      List<FieldRow> fields,
      List<String> readers) {}

  /**
   * A field.
   *
   * @param read whether anything behind the source needs it
   */
  public record FieldRow(String name, String type, boolean read) {}

  /** Where the fields of a sink come from. */
  public record SinkLineage(String sink, List<LineageRow> fields) {}

  /** One field of a sink. */
  public record LineageRow(String field, List<Origin> origins) {}

  /**
   * A field of a source.
   *
   * @param through what its values go through, in the order of the graph
   */
  public record Origin(String node, String field, List<Step> through) {}

  /** What a node does to a value. */
  public record Step(String node, String expression) {}

  /**
   * A parameter of the job.
   *
   * @param value the default; empty for none
   */
  public record ParameterRow(
      String name, String kind, String value, String env, String description, boolean required) {}

  /** A file of tests. */
  public record TestFile(String file, List<LineLink> tests, SourceListing.Listing listing) {}

  /** What the tests reach. */
  public record CoverageCard(int percent, int reached, int all, List<Missed> missed) {}

  /** Something that no test reaches. */
  public record Missed(String node, String kind, String what, LineLink line) {}
}
