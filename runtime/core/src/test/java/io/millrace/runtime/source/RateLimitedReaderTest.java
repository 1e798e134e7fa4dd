package io.millrace.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

class RateLimitedReaderTest {
  private long nanos;
  private final Endless endless = new Endless();
  private final RateLimitedReader<String, SourceSplit> limited =
      new RateLimitedReader<>(endless, 100, () -> nanos);

  /** Has a record at each poll, or nothing. */
  private static final class Endless implements SourceReader<String, SourceSplit> {
    private int polls;
    private InputStatus status = InputStatus.MORE_AVAILABLE;
    private final List<String> calls = new ArrayList<>();
    private final CompletableFuture<Void> available = new CompletableFuture<>();

    @Override
    public void start() {
      calls.add("start");
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) {
      polls++;
      return status;
    }

    @Override
    public List<SourceSplit> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<SourceSplit> splits) {
      calls.add("add");
    }

    @Override
    public void notifyNoMoreSplits() {
      calls.add("no more");
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      calls.add("event");
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
      calls.add("pause");
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      calls.add("complete " + checkpointId);
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }

  private void poll(long millis) throws Exception {
    nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    InputStatus status;
    do {
      status = limited.pollNext(null);
    } while (status == InputStatus.MORE_AVAILABLE);
  }

  @Test
  void readsSoManyRecordsASecond() throws Exception {
    for (long millis = 0; millis < 1_000; millis++) {
      poll(millis);
    }
    assertThat(endless.polls).isEqualTo(100);
  }

  @Test
  void makesUpForAShortPauseButForNoLongOne() throws Exception {
    poll(0);
    assertThat(endless.polls).isEqualTo(1);
    poll(25);
    assertThat(endless.polls).as("of 10 and 20 ms").isEqualTo(3);
    poll(10_000);
    assertThat(endless.polls).as("and of the last 20 ms").isEqualTo(6);
  }

  @Test
  void waitsForTheOtherReaderAndForItsOwnTurn() throws Exception {
    endless.status = InputStatus.NOTHING_AVAILABLE;
    poll(0);
    assertThat(limited.isAvailable()).isSameAs(endless.available);
    endless.status = InputStatus.MORE_AVAILABLE;
    poll(1);
    CompletableFuture<Void> turn = limited.isAvailable();
    assertThat(turn).isNotSameAs(endless.available);
    turn.get(60, TimeUnit.SECONDS);
  }

  @Test
  void leavesAllElseToTheOtherReader() throws Exception {
    limited.start();
    limited.addSplits(List.of());
    limited.handleSourceEvents(new SourceEvent() {});
    limited.pauseOrResumeSplits(List.of("a"), List.of());
    limited.notifyCheckpointComplete(7);
    limited.notifyNoMoreSplits();
    limited.close();
    assertThat(endless.calls)
        .containsExactly("start", "add", "event", "pause", "complete 7", "no more", "close");
  }
}
