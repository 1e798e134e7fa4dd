package io.millrace.local.testing;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** Watermarks of several edges to those of one input, as Flink's own valve merges them. */
final class InputValve {
  /** Something that may fail. */
  interface Sink<T> {
    void accept(T value) throws Exception;
  }

  private final StatusWatermarkValve valve;
  private final Merged merged;

  InputValve(int channels, Sink<Watermark> watermarks, Sink<WatermarkStatus> statuses) {
    valve = new StatusWatermarkValve(channels);
    merged = new Merged(watermarks, statuses);
  }

  void watermark(int channel, Watermark watermark) throws Exception {
    valve.inputWatermark(watermark, channel, merged);
  }

  void status(int channel, WatermarkStatus status) throws Exception {
    valve.inputWatermarkStatus(status, channel, merged);
  }

  private record Merged(Sink<Watermark> watermarks, Sink<WatermarkStatus> statuses)
      implements PushingAsyncDataInput.DataOutput<Object> {
    @Override
    public void emitRecord(StreamRecord<Object> record) {
      throw new UnsupportedOperationException("records take no part");
    }

    @Override
    public void emitWatermark(Watermark watermark) throws Exception {
      watermarks.accept(watermark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) throws Exception {
      statuses.accept(status);
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(org.apache.flink.runtime.event.WatermarkEvent event) {}
  }
}
