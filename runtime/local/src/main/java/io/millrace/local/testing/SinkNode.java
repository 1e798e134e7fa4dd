package io.millrace.local.testing;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** A sink, whose encoder runs and whose records are kept instead of written. */
final class SinkNode implements Receiver {
  private final RowCodec codec;
  private final SinkEncoding encoding;
  private final Outputs.Sequence seen;

  SinkNode(RowCodec codec, SinkEncoding encoding, Outputs.Sequence seen) {
    this.codec = codec;
    this.encoding = encoding;
    this.seen = seen;
  }

  @Override
  public void record(int input, StreamRecord<Object> record) {
    Long timestamp = record.hasTimestamp() ? Long.valueOf(record.getTimestamp()) : null;
    seen.add(codec.seen(record), encoding.encode(record.getValue(), timestamp));
  }

  @Override
  public void watermark(int input, int channel, Watermark watermark) {}

  @Override
  public void status(int input, int channel, WatermarkStatus status) {}
}
