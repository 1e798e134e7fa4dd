package io.millrace.local.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Where rows of one operator go: straight into those behind it, as in a chain of Flink, and into
 * what the test looks at.
 */
final class Emitter {
  /** An edge, which carries watermarks whatever rows it carries. */
  private record Edge(@Nullable String tag, Receiver target, int input, int channel) {}

  private final String uid;
  private final Outputs outputs;
  private final RowCodec codec;
  private final Map<String, RowCodec> sideCodecs = new HashMap<>();
  private final List<Edge> edges = new ArrayList<>();

  Emitter(String uid, RowCodec codec, Outputs outputs) {
    this.uid = uid;
    this.codec = codec;
    this.outputs = outputs;
  }

  RowCodec codec() {
    return codec;
  }

  void connect(@Nullable String tag, Receiver target, int input, int channel) {
    edges.add(new Edge(tag, target, input, channel));
  }

  void emit(StreamRecord<?> record) {
    outputs.main(uid).add(codec.seen(record));
    send(null, record);
  }

  void emit(OutputTag<?> tag, StreamRecord<?> record) {
    RowCodec side = sideCodecs.computeIfAbsent(tag.getId(), id -> RowCodec.of(tag.getTypeInfo()));
    emit(tag.getId(), side, record);
  }

  void emit(String tag, RowCodec side, StreamRecord<?> record) {
    outputs.side(tag).add(side.seen(record));
    send(tag, record);
  }

  private void send(@Nullable String tag, StreamRecord<?> record) {
    for (Edge edge : edges) {
      if (Objects.equals(edge.tag(), tag)) {
        // Operators keep a record and put other values into it.
        StreamRecord<Object> copy = new StreamRecord<>(record.getValue());
        if (record.hasTimestamp()) {
          copy.setTimestamp(record.getTimestamp());
        }
        Failures.run(() -> edge.target().record(edge.input(), copy));
      }
    }
  }

  void watermark(Watermark watermark) {
    for (Edge edge : edges) {
      Failures.run(() -> edge.target().watermark(edge.input(), edge.channel(), watermark));
    }
  }

  void status(WatermarkStatus status) {
    for (Edge edge : edges) {
      Failures.run(() -> edge.target().status(edge.input(), edge.channel(), status));
    }
  }
}
