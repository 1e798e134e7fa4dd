package io.millrace.compiler.plan;

import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A lookup as lines of a printed plan. */
final class LookupText {
  private LookupText() {}

  static List<String> lines(Lookup node) {
    List<String> lines = new ArrayList<>();
    if (node.target() instanceof LookupTarget.Jdbc jdbc) {
      lines.add("database " + jdbc.database().url());
      lines.add("query " + jdbc.sql().replaceAll("\\s*\\R\\s*", " "));
      lines.add("binds " + String.join(", ", jdbc.binds()));
    } else {
      LookupTarget.Http http = (LookupTarget.Http) node.target();
      lines.add("server " + http.service().baseUrl());
      lines.add(
          (http.post() ? "POST " : "GET ")
              + http.path().stream()
                  .map(piece -> piece.isName() ? "{" + piece.text() + "}" : piece.text())
                  .collect(Collectors.joining()));
    }
    for (Column column : node.with()) {
      lines.add("with " + column.name() + " = " + column.expression().canonical());
    }
    lines.add(
        "answer "
            + node.answer().name()
            + node.answer().fields().stream()
                .map(Field::display)
                .collect(Collectors.joining(", ", "{", "}")));
    lines.add(
        (node.left() ? "left, " : "inner, ")
            + (node.ordered() ? "ordered" : "unordered")
            + ", timeout "
            + Durations.display(node.timeout())
            + ", retries "
            + node.retries()
            + ", capacity "
            + node.capacity());
    if (node.cache() != null) {
      lines.add(
          "cache " + node.cache().rows() + " rows for " + Durations.display(node.cache().ttl()));
    }
    return lines;
  }
}
