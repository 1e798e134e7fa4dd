package io.millrace.local.testing;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** What takes rows in: an operator or a sink. Rows come by input, watermarks by channel. */
interface Receiver {
  void record(int input, StreamRecord<Object> record) throws Exception;

  /**
   * @param channel which of the edges that lead to the input
   */
  void watermark(int input, int channel, Watermark watermark) throws Exception;

  void status(int input, int channel, WatermarkStatus status) throws Exception;
}
