package io.millrace.pipelines.bench;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Gives each reader one part of the events. */
final class FeedEnumerator implements SplitEnumerator<FeedSplit, Integer> {
  private final SplitEnumeratorContext<FeedSplit> context;
  private int assigned;

  FeedEnumerator(SplitEnumeratorContext<FeedSplit> context, int assigned) {
    this.context = context;
    this.assigned = assigned;
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    int parts = context.currentParallelism();
    if (assigned < parts) {
      context.assignSplit(new FeedSplit(subtask, parts, subtask), subtask);
      assigned++;
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<FeedSplit> splits, int subtask) {
    throw new IllegalStateException("a measured job may not fail");
  }

  @Override
  public Integer snapshotState(long checkpoint) {
    return assigned;
  }

  @Override
  public void close() {}

  static final class Serializer implements SimpleVersionedSerializer<Integer> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Integer assigned) {
      return ByteBuffer.allocate(4).putInt(assigned).array();
    }

    @Override
    public Integer deserialize(int version, byte[] bytes) {
      return ByteBuffer.wrap(bytes).getInt();
    }
  }
}
