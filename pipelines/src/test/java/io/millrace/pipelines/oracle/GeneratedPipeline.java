package io.millrace.pipelines.oracle;

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

  /** The values that a topic for dead letters should get from a node. */
  record DeadLetters(String topic, String node, List<byte[]> values) {}

  boolean usesKafka() {
    return yaml.contains("type: kafka");
  }
}
