package io.millrace.pipelines.bench;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every {@code parts}th event, as one partition of a topic has them.
 *
 * @param next index of the event to read next
 */
record FeedSplit(int part, int parts, int next) implements SourceSplit {
  @Override
  public String splitId() {
    return "part-" + part;
  }

  FeedSplit at(int index) {
    return new FeedSplit(part, parts, index);
  }

  static final class Serializer implements SimpleVersionedSerializer<FeedSplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(FeedSplit split) {
      return ByteBuffer.allocate(12)
          .putInt(split.part())
          .putInt(split.parts())
          .putInt(split.next())
          .array();
    }

    @Override
    public FeedSplit deserialize(int version, byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      return new FeedSplit(in.getInt(), in.getInt(), in.getInt());
    }
  }
}
