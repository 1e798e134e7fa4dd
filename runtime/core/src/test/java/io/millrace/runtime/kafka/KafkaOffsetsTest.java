package io.millrace.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaOffsetsTest {
  private static final TopicPartition FIRST = new TopicPartition("orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("orders", 1);

  private final Map<TopicPartition, Long> askedTimes = new HashMap<>();

  private final PartitionOffsetsRetriever retriever =
      new PartitionOffsetsRetriever() {
        @Override
        public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
          return Map.of(FIRST, 4L);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
          Map<TopicPartition, Long> ends = new HashMap<>();
          partitions.forEach(partition -> ends.put(partition, 100L));
          return ends;
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
          return Map.of();
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> times) {
          askedTimes.putAll(times);
          return Map.of(FIRST, new OffsetAndTimestamp(12, 1));
        }
      };

  private Map<TopicPartition, Long> offsets(OffsetsInitializer initializer) {
    return initializer.getPartitionOffsets(List.of(FIRST, SECOND), retriever);
  }

  @Test
  void namedPartitionsStartWhereTheySayAndOthersAtTheirEarliest() {
    assertThat(offsets(KafkaOffsets.startAt("orders", Map.of(1, 7L))))
        .isEqualTo(Map.of(FIRST, KafkaPartitionSplit.EARLIEST_OFFSET, SECOND, 7L));
    assertThat(offsets(KafkaOffsets.startAt("other", Map.of(1, 7L))))
        .containsEntry(SECOND, KafkaPartitionSplit.EARLIEST_OFFSET);
  }

  @Test
  void namedPartitionsStopWhereTheySayAndOthersAtTheirEnd() {
    assertThat(offsets(KafkaOffsets.stopAt("orders", Map.of(1, 7L))))
        .isEqualTo(Map.of(FIRST, 100L, SECOND, 7L));
  }

  @Test
  void timesAreRoundedUpSoThatNoEarlierRecordIsTaken() {
    assertThat(offsets(KafkaOffsets.timestamp(1_000_001))).containsEntry(FIRST, 12L);
    assertThat(askedTimes).containsEntry(FIRST, 1_001L).containsEntry(SECOND, 1_001L);
    askedTimes.clear();
    offsets(KafkaOffsets.timestamp(1_000_000));
    assertThat(askedTimes).containsEntry(FIRST, 1_000L);
  }

  @Test
  @SuppressWarnings("deprecation") // Flink's interface still speaks of Kafka's OffsetResetStrategy.
  void committedFallsBackToTheEarliest() {
    assertThat(KafkaOffsets.committed().getAutoOffsetResetStrategy().name()).isEqualTo("EARLIEST");
  }
}
