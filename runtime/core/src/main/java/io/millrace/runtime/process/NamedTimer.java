package io.millrace.runtime.process;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * A timer of the current key: at most one of its name is set, and setting it again replaces it. The
 * changes of one row or timer reach Flink with {@link #flush}, which has to end the work on it.
 */
public final class NamedTimer {
  private final NamedTimers all;
  private final ValueState<Long> state;
  private final TimeDomain domain;

  /** When the timer fires, in milliseconds; null if it is not set. */
  private @Nullable Long time;

  /** What {@link #time} was before the current row or timer. */
  private @Nullable Long before;

  private boolean known;
  private boolean fired;

  NamedTimer(NamedTimers all, ValueState<Long> state, TimeDomain domain) {
    this.all = all;
    this.state = state;
    this.domain = domain;
  }

  TimeDomain domain() {
    return domain;
  }

  /** Whether it is set to a time; this does not count as work on the timer. */
  boolean isSetTo(long millis) throws IOException {
    Long current = known ? time : state.value();
    return current != null && current == millis;
  }

  /**
   * Whether it is this timer that fires; then it is not set any more.
   *
   * @param millis of the timer of Flink that fires
   */
  public boolean fires(long millis, TimeDomain firing) throws IOException {
    if (firing != domain || !isSetTo(millis)) {
      return false;
    }
    read();
    time = null;
    before = null;
    fired = true;
    return true;
  }

  /** Sets the timer to a time in milliseconds. */
  public void set(long millis) throws IOException {
    read();
    time = millis;
  }

  /**
   * Sets the timer to a time in microseconds; it fires at the first millisecond that is not before.
   */
  public void setMicros(long micros) throws IOException {
    set(-Math.floorDiv(-micros, 1_000L));
  }

  /** Makes the timer not fire. */
  public void cancel() throws IOException {
    read();
    time = null;
  }

  private void read() throws IOException {
    if (!known) {
      time = state.value();
      before = time;
      known = true;
    }
  }

  /**
   * Brings Flink's timers and the state up to date, and forgets what belongs to the current key.
   */
  public void flush(TimerService service) throws Exception {
    Long old = before;
    Long now = time;
    if (known && (fired || !Objects.equals(old, now))) {
      if (old != null && !all.isShared(this, old)) {
        delete(service, old);
      }
      if (now == null) {
        state.clear();
      } else {
        register(service, now);
        state.update(now);
      }
    }
    known = false;
    fired = false;
  }

  private void register(TimerService service, long millis) {
    if (domain == TimeDomain.EVENT_TIME) {
      service.registerEventTimeTimer(millis);
    } else {
      service.registerProcessingTimeTimer(millis);
    }
  }

  private void delete(TimerService service, long millis) {
    if (domain == TimeDomain.EVENT_TIME) {
      service.deleteEventTimeTimer(millis);
    } else {
      service.deleteProcessingTimeTimer(millis);
    }
  }
}
