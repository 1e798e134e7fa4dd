package io.millrace.pipelines;

import java.nio.file.Path;
import java.util.List;

/** Events of an auction house, and the rows that Flink SQL gives for them. */
interface NexmarkData {
  /** The events as JSON, in the order of their event times. */
  List<String> events();

  /** The rows of a query as JSON, in no particular order. */
  List<String> expected(String query);

  /** The table that q13 looks up: lines {@code key,value}. */
  Path sideInput();
}
