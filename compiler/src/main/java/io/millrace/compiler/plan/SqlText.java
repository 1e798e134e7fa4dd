package io.millrace.compiler.plan;

import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Queries in {@link PlanPrinter}. */
final class SqlText {
  private SqlText() {}

  static List<String> lines(Sql node) {
    List<String> lines = new ArrayList<>();
    for (Sql.Table table : node.tables()) {
      lines.add(
          "table "
              + table.name()
              + " = "
              + table.inputs().stream().map(StreamRef::display).collect(Collectors.joining(", "))
              + " ("
              + node.read(table).stream().map(Field::name).collect(Collectors.joining(", "))
              + ")");
    }
    node.query().value().lines().forEach(line -> lines.add("| " + line));
    if (node.time() != null) {
      lines.add("time " + node.time());
    }
    if (node.ttl() != null) {
      lines.add("ttl " + Durations.display(node.ttl()));
    }
    return lines;
  }
}
