package io.millrace.pipelines.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An output of a node: how it is named as an input, and all rows that come out of it.
 *
 * @param timed whether event time flows with the rows
 * @param key of an updating stream, whose rows are the last ones of their keys; null: append
 */
record Flow(
    String ref, List<Col> columns, List<Row> rows, boolean timed, @Nullable List<String> key) {
  Flow to(String newRef, List<Col> newColumns, List<Row> newRows) {
    return new Flow(newRef, newColumns, newRows, timed, key);
  }

  boolean updates() {
    return key != null;
  }

  Col column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
