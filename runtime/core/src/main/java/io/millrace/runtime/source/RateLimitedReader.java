package io.millrace.runtime.source;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Another reader, polled no more often than its share of the rate allows. All else is the other's:
 * Flink's own limited reader hands on neither a source's events nor the pausing of splits, which a
 * hybrid source and watermark alignment live by.
 *
 * <p>A reader gives one record a poll. Time that passed without records is not made up for, but for
 * {@link #BURST_NANOS}: otherwise each record would cost a wait of its own.
 */
final class RateLimitedReader<T, S extends SourceSplit> implements SourceReader<T, S> {
  static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SourceReader<T, S> reader;
  private final double nanosPerRecord;
  private final LongSupplier clock;

  /** When the next record is due, in nanoseconds of the clock. */
  private double due;

  RateLimitedReader(SourceReader<T, S> reader, double perSecond, LongSupplier clock) {
    this.reader = reader;
    this.nanosPerRecord = 1e9 / perSecond;
    this.clock = clock;
    this.due = clock.getAsLong();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    long now = clock.getAsLong();
    if (now < due) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    InputStatus status = reader.pollNext(output);
    if (status == InputStatus.MORE_AVAILABLE) {
      due = Math.max(due, now - (double) BURST_NANOS) + nanosPerRecord;
      return now < due ? InputStatus.NOTHING_AVAILABLE : status;
    }
    return status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    long wait = (long) due - clock.getAsLong();
    if (wait <= 0) {
      return reader.isAvailable();
    }
    Executor later = CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS);
    return CompletableFuture.runAsync(() -> {}, later); // the reader itself is asked after that
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public List<S> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void addSplits(List<S> splits) {
    reader.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    reader.pauseOrResumeSplits(splitsToPause, splitsToResume);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
