package io.millrace.runtime.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a job needs of a Kafka cluster. */
final class KafkaNeeds {
  /** A sink's transactions, by the prefix of their ids. */
  record Transactions(String prefix, String topic, long timeoutMillis) {}

  /**
   * A source that does not end.
   *
   * @param waits whether a subtask without partitions holds back event time
   */
  record Subtasks(String node, int parallelism, boolean waits, List<String> topics) {}

  final List<Subtasks> subtasks = new ArrayList<>();
  final Set<String> reads = new LinkedHashSet<>();
  final Set<String> writes = new LinkedHashSet<>();
  final Set<String> groups = new LinkedHashSet<>();
  final Set<Transactions> transactions = new LinkedHashSet<>();

  /** The highest number of a partition that the job names, by topic. */
  final Map<String, Integer> partitions = new LinkedHashMap<>();

  SortedSet<String> topics() {
    SortedSet<String> topics = new TreeSet<>(reads);
    topics.addAll(writes);
    return topics;
  }

  /**
   * Whether a topic that is written is read, too: a sink that starts again looks there for what is
   * left of its transactions.
   */
  boolean looksForTransactions(String topic) {
    return transactions.stream().anyMatch(sink -> sink.topic().equals(topic));
  }
}
