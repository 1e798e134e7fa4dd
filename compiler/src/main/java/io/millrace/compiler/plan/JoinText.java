package io.millrace.compiler.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Joining nodes as lines of the plan. */
final class JoinText {
  private JoinText() {}

  static List<String> lines(Join node) {
    List<String> lines = new ArrayList<>();
    lines.add("left " + names(node.left()) + (node.leftUnique() ? ", one row per key" : ""));
    lines.add("right " + names(node.right()) + (node.rightUnique() ? ", one row per key" : ""));
    lines.add("kind " + node.kind().name().toLowerCase(Locale.ROOT));
    lines.add(node.time().display());
    on(node.on(), lines);
    if (node.where() != null) {
      lines.add("where " + node.where().canonical());
    }
    fields(node.columns(), lines);
    return lines;
  }

  static List<String> lines(Enrich node) {
    List<String> lines = new ArrayList<>();
    lines.add("rows " + names(node.rows()));
    lines.add("with " + names(node.small()));
    lines.add("kind " + (node.keepsAll() ? "left" : "inner"));
    lines.add("await " + (node.await() ? "end of input" : "none"));
    on(node.on(), lines);
    if (node.where() != null) {
      lines.add("where " + node.where().canonical());
    }
    fields(node.columns(), lines);
    return lines;
  }

  private static String names(List<StreamRef> refs) {
    return refs.stream().map(StreamRef::display).collect(Collectors.joining(", "));
  }

  private static void on(List<JoinKey> on, List<String> lines) {
    for (JoinKey key : on) {
      lines.add("on " + key.left().canonical() + " = " + key.right().canonical());
    }
  }

  private static void fields(List<Column> columns, List<String> lines) {
    for (Column column : columns) {
      lines.add("field " + column.name() + " = " + column.expression().canonical());
    }
  }
}
