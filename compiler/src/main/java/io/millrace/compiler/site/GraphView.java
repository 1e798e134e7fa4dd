package io.millrace.compiler.site;

import java.util.List;

/** A drawn graph: all numbers are pixels. */
public record GraphView(int width, int height, int least, List<NodeBox> nodes, List<Edge> edges) {
  /**
   * A node.
   *
   * @param role {@code source}, {@code operator} or {@code sink}
   * @param place what it reads or writes outside; empty for none
   * @param tip shown in full when the pointer rests on it
   */
  public record NodeBox(
      String id,
      String role,
      String kind,
      String place,
      String tip,
      int x,
      int y,
      int width,
      int height) {
    public int middle() {
      return y + height / 2;
    }
  }

  /**
   * An edge.
   *
   * @param role {@code append}, {@code updating} or {@code bad}
   * @param output empty for the main one
   * @param mode empty for append
   * @param stream the id of the stream's part of the page
   */
  public record Edge(
      String from,
      String to,
      String role,
      String path,
      int x,
      int y,
      String output,
      String row,
      String mode,
      String tip,
      String stream) {}
}
