package io.millrace.pipelines.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline, its input, and what it should give.
 *
 * @param topics records by topic, in order
 * @param files texts by file name below the parameter {@code dir}
 * @param failingNode the node that a failure must name; null: the job ends well
 */
record GeneratedPipeline(
    String name,
    String yaml,
    Map<String, List<Sent>> topics,
    Map<String, byte[]> files,
    List<Outlet> outlets,
    List<DeadLetters> deadLetters,
    @Nullable String failingNode) {

  /** A record on its way to a topic. */
  record Sent(byte[] value, long timestamp) {}

  /**
   * What a topic for dead letters should get from a node.
   *
   * @param values bytes of a source, as Latin-1; canonical rows of an operator
   * @param columns of an operator's rows; null for a source
   */
  record DeadLetters(String topic, String node, List<String> values, @Nullable List<Col> columns) {
    static DeadLetters ofSource(String topic, String node, List<byte[]> values) {
      return new DeadLetters(
          topic, node, values.stream().map(v -> new String(v, ISO_8859_1)).toList(), null);
    }

    static DeadLetters ofOperator(String topic, String node, List<Row> rows, List<Col> columns) {
      return new DeadLetters(
          topic, node, rows.stream().map(r -> Canon.row(columns, r.values())).toList(), columns);
    }

    /** The value of a record, as these are. */
    String actual(byte[] value) {
      return columns == null
          ? new String(value, ISO_8859_1)
          : Canon.row(columns, Wire.ofJson(columns, new String(value, UTF_8)));
    }
  }

  boolean usesKafka() {
    return yaml.contains("type: kafka");
  }
}
