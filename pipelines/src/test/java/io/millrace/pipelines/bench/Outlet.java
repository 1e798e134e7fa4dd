package io.millrace.pipelines.bench;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/** A sink that takes the bytes that would go to Kafka, and counts them or keeps them. */
final class Outlet<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private static final AtomicLong RECORDS = new AtomicLong();
  private static final AtomicLong BYTES = new AtomicLong();
  private static @Nullable List<Output> kept;

  /**
   * What a contender wrote.
   *
   * @param value null: the row of this key is deleted
   * @param taken whether it takes back a row of this value
   */
  record Output(byte @Nullable [] key, byte @Nullable [] value, boolean taken) {}

  /** How a contender writes a row. */
  interface Encoder<T> extends Serializable {
    default void open() throws Exception {}

    /** Null: nothing is written for it. */
    @Nullable Output encode(T row) throws Exception;
  }

  private final Encoder<T> encoder;

  Outlet(Encoder<T> encoder) {
    this.encoder = encoder;
  }

  /** Forgets what was written. */
  static void reset(boolean keep) {
    RECORDS.set(0);
    BYTES.set(0);
    kept = keep ? Collections.synchronizedList(new ArrayList<>()) : null;
  }

  static long records() {
    return RECORDS.get();
  }

  static List<Output> kept() {
    List<Output> all = kept;
    return all == null ? List.of() : all;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    try {
      encoder.open();
    } catch (Exception e) {
      throw new IllegalStateException("cannot open the encoder", e);
    }
    return new Writer<>(encoder, kept);
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private final Encoder<T> encoder;
    private final @Nullable List<Output> keep;
    private long records;
    private long bytes;

    Writer(Encoder<T> encoder, @Nullable List<Output> keep) {
      this.encoder = encoder;
      this.keep = keep;
    }

    @Override
    public void write(T row, Context context) {
      Output output;
      try {
        output = encoder.encode(row);
      } catch (Exception e) {
        throw new IllegalStateException("cannot encode " + row, e);
      }
      if (output == null) {
        return;
      }
      records++;
      bytes += output.value == null ? 0 : output.value.length;
      if (keep != null) {
        keep.add(output);
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      RECORDS.addAndGet(records);
      BYTES.addAndGet(bytes);
      records = 0;
      bytes = 0;
    }

    @Override
    public void close() {}
  }
}
