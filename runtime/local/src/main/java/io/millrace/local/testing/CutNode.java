package io.millrace.local.testing;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** An operator whose rows the test gives: it passes watermarks on, and no rows. */
final class CutNode implements Receiver {
  private final InputValve valve;

  CutNode(Emitter emitter, int channels) {
    this.valve = new InputValve(channels, emitter::watermark, emitter::status);
  }

  @Override
  public void record(int input, StreamRecord<Object> record) {}

  /** Inputs are told apart by their channels alone. */
  @Override
  public void watermark(int input, int channel, Watermark watermark) throws Exception {
    valve.watermark(channel, watermark);
  }

  @Override
  public void status(int input, int channel, WatermarkStatus status) throws Exception {
    valve.status(channel, status);
  }
}
