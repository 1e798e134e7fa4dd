package io.millrace.pipelines.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A source of events that lie in memory as the bytes that Kafka would bring. Each contender decodes
 * them in its own way, in the place where a Kafka source does.
 */
final class Feed<T> implements Source<T, FeedSplit, Integer> {
  private static final long serialVersionUID = 1L;

  /** What all feeds of this JVM read: one at a time is measured. */
  private static IntFunction<byte[]> events = number -> new byte[0];

  private static int available;

  /** Time counts from this event on. */
  private static int measuredFrom;

  private static int size;

  private static final Stopwatch WATCH = new Stopwatch();

  /** How a contender reads a record. */
  interface Decoder<T> extends Serializable {
    default void open() throws Exception {}

    void decode(ConsumerRecord<byte[], byte[]> record, Collector<T> out) throws Exception;
  }

  private final Decoder<T> decoder;

  Feed(Decoder<T> decoder) {
    this.decoder = decoder;
  }

  static void fill(List<String> texts) {
    byte[][] bytes = texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    fill(bytes.length, 0, number -> bytes[number]);
  }

  /**
   * Events that are made when they are read, for more of them than memory holds.
   *
   * @param from how many go before time counts
   */
  static void fill(int count, int from, IntFunction<byte[]> event) {
    events = event;
    available = count;
    measuredFrom = from;
    size = count;
  }

  /** Ends after so many events, or after all of them. */
  static void limit(int count) {
    size = Math.min(count, available);
  }

  static int size() {
    return size;
  }

  /** Starts with the first event that is read. */
  static Stopwatch watch() {
    return WATCH;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, FeedSplit> createReader(SourceReaderContext context) {
    return new Reader<>(decoder);
  }

  @Override
  public SplitEnumerator<FeedSplit, Integer> createEnumerator(
      SplitEnumeratorContext<FeedSplit> context) {
    return new FeedEnumerator(context, 0);
  }

  @Override
  public SplitEnumerator<FeedSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<FeedSplit> context, Integer assigned) {
    return new FeedEnumerator(context, assigned);
  }

  @Override
  public SimpleVersionedSerializer<FeedSplit> getSplitSerializer() {
    return new FeedSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new FeedEnumerator.Serializer();
  }

  private static final class Reader<T> implements SourceReader<T, FeedSplit> {
    private final Decoder<T> decoder;
    private final CompletableFuture<Void> available = new CompletableFuture<>();
    private FeedSplit split;
    private SourceOutput<T> output;
    private int next;
    private boolean started;

    /** The record whose rows are collected. */
    private long timestamp;

    private final Collector<T> rows =
        new Collector<>() {
          @Override
          public void collect(T row) {
            output.collect(row, timestamp);
          }

          @Override
          public void close() {}
        };

    Reader(Decoder<T> decoder) {
      this.decoder = decoder;
    }

    @Override
    public void start() {
      try {
        decoder.open();
      } catch (Exception e) {
        throw new IllegalStateException("cannot open the decoder", e);
      }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> main) throws Exception {
      if (split == null) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      if (output == null) {
        output = main.createOutputForSplit(split.splitId());
      }
      if (next >= size) {
        return InputStatus.END_OF_INPUT;
      }
      if (!started && next >= measuredFrom) {
        started = true;
        WATCH.start();
      }
      decoder.decode(
          new ConsumerRecord<>("nexmark", split.part(), next, null, events.apply(next)), rows);
      next += split.parts();
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<FeedSplit> snapshotState(long checkpoint) {
      return split == null ? List.of() : List.of(split.at(next));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<FeedSplit> splits) {
      split = splits.get(0);
      next = split.next();
      available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
