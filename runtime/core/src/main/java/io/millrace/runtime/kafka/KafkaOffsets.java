package io.millrace.runtime.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where a Kafka source starts or stops; earliest and latest are Flink's own. */
@SuppressWarnings("deprecation") // Flink's interface still speaks of Kafka's OffsetResetStrategy.
public final class KafkaOffsets {
  private KafkaOffsets() {}

  /** The consumer group's committed offsets; the earliest of a partition that has none. */
  public static OffsetsInitializer committed() {
    return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
  }

  /** The first record of each partition at or after a time in epoch microseconds, or its end. */
  public static OffsetsInitializer timestamp(long micros) {
    return OffsetsInitializer.timestamp(Math.floorDiv(Math.addExact(micros, 999L), 1000L));
  }

  /** Starts one topic's partitions at these offsets, and others at their earliest record. */
  public static OffsetsInitializer startAt(String topic, Map<Integer, Long> offsets) {
    return new PartitionOffsets(topic, Map.copyOf(offsets), true);
  }

  /**
   * Stops one topic's partitions before these offsets, and others at the end that they have now.
   */
  public static OffsetsInitializer stopAt(String topic, Map<Integer, Long> offsets) {
    return new PartitionOffsets(topic, Map.copyOf(offsets), false);
  }

  private static final class PartitionOffsets implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final HashMap<Integer, Long> offsets;
    private final boolean start;

    PartitionOffsets(String topic, Map<Integer, Long> offsets, boolean start) {
      this.topic = topic;
      this.offsets = new HashMap<>(offsets);
      this.start = start;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
      Map<TopicPartition, Long> chosen = new HashMap<>();
      List<TopicPartition> others = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        Long offset = partition.topic().equals(topic) ? offsets.get(partition.partition()) : null;
        if (offset != null) {
          chosen.put(partition, offset);
        } else if (start) {
          chosen.put(partition, KafkaPartitionSplit.EARLIEST_OFFSET);
        } else {
          others.add(partition);
        }
      }
      if (!others.isEmpty()) {
        chosen.putAll(retriever.endOffsets(others));
      }
      return chosen;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.EARLIEST;
    }
  }
}
