package io.millrace.local.testing;

/** What was seen of a job, by the ids of nodes and the names of outputs. */
interface Observed {
  /** Rows that came in a sink, a node, a named output or {@code <node>-bad-records}. */
  long rows(String output);

  /** Those of them that take a row away. */
  long deletes(String output);

  /** Rows that a node could not work on and left out. */
  long skipped(String node);

  /** How often a condition on results held. */
  long held(String node);

  /** How often it did not. */
  long failed(String node);

  /** Whether the test gave the node's rows, so that it did not run. */
  boolean isReplaced(String node);
}
