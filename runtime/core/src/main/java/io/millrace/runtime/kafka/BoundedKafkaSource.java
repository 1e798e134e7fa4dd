package io.millrace.runtime.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka source with an end, which it also reaches after it was restored.
 *
 * <p>Kafka's own tells its readers that no more partitions come when it has discovered some. One
 * that is restored, from a savepoint or after the loss of the job manager, knows all of them, finds
 * nothing new, and never says so: the readers come to their ends and wait for ever.
 *
 * <p>State is that of {@link KafkaSource}, so either can be restored from the other's.
 */
public final class BoundedKafkaSource<T>
    implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;

  private final KafkaSource<T> source;

  private BoundedKafkaSource(KafkaSource<T> source) {
    this.source = source;
  }

  /** The source, which has to be bounded. */
  public static <T> BoundedKafkaSource<T> of(KafkaSource<T> source) {
    if (source.getBoundedness() != Boundedness.BOUNDED) {
      throw new IllegalArgumentException("The source has no end");
    }
    return new BoundedKafkaSource<>(source);
  }

  /** The source that is given its end. */
  public KafkaSource<T> source() {
    return source;
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws IOException {
    SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored =
        source.restoreEnumerator(context, state);
    return state.initialDiscoveryFinished() ? new Known(restored, context) : restored;
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return source.createReader(context);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return source.getProducedType();
  }

  /** Of partitions that are all known: those that no reader has yet go first, then the word. */
  private record Known(
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored,
      SplitEnumeratorContext<KafkaPartitionSplit> context)
      implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
    @Override
    public void start() {
      restored.start();
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
      restored.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
      restored.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
      restored.addReader(subtask);
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
      return restored.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
      restored.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
      restored.handleSourceEvent(subtask, event);
    }

    @Override
    public void close() throws IOException {
      restored.close();
    }
  }
}
