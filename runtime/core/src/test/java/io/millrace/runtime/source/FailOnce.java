package io.millrace.runtime.source;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Passes rows on, and fails once: at the given row or later, when a checkpoint has been completed.
 * Slow enough for that to happen.
 */
public final class FailOnce implements MapFunction<Long, Long>, CheckpointListener {
  private static final long serialVersionUID = 1L;

  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicLong CHECKPOINTS = new AtomicLong();

  private final long row;

  public FailOnce(long row) {
    this.row = row;
    FAILURES.set(0);
    CHECKPOINTS.set(0);
  }

  public static int failures() {
    return FAILURES.get();
  }

  @Override
  public Long map(Long value) throws Exception {
    Thread.sleep(1);
    if (value >= row && CHECKPOINTS.get() > 0 && FAILURES.compareAndSet(0, 1)) {
      throw new IllegalStateException("Fails as the test wants");
    }
    return value;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CHECKPOINTS.incrementAndGet();
  }
}
