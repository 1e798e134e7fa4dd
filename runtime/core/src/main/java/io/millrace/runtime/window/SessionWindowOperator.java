package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates per key and session.
 *
 * <p>A session that had no result yet has a timer somewhere from its start to its last millisecond;
 * a timer that finds its session grown moves on to the new end. So a row that only makes a session
 * longer, the common case, touches no timer.
 */
final class SessionWindowOperator<K, IN, ACC, OUT>
    extends WindowAggregateOperator<K, IN, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<TimeWindow> BY_START =
      Comparator.comparingLong(TimeWindow::getStart);

  private final long gapMillis;

  /** The current key's sessions. No two of them overlap or touch. */
  private transient MapState<TimeWindow, ACC> sessions;

  /** Whether early results are due; null if there are none. */
  private transient @Nullable ValueState<Boolean> changed;

  SessionWindowOperator(SessionWindows windows, WindowParts<K, IN, ACC, OUT> parts) {
    super(windows, parts);
    this.gapMillis = windows.gapMillis();
  }

  @Override
  void openState(TypeSerializer<ACC> accumulators) throws Exception {
    sessions = map("sessions", new TimeWindow.Serializer(), accumulators, TimeWindow::getEnd);
    if (timing.earlyMillis() > 0) {
      changed = value("changed", BooleanSerializer.INSTANCE);
    }
  }

  @Override
  boolean add(IN row, long rowTime, long time, long reached) throws Exception {
    TimeWindow window = new TimeWindow(time, time + gapMillis);
    List<Map.Entry<TimeWindow, ACC>> touched = touching(window);
    ACC accumulator = null;
    boolean waiting = false;
    for (Map.Entry<TimeWindow, ACC> session : touched) {
      window = window.cover(session.getKey());
      waiting |= session.getKey().maxTimestamp() > reached;
      if (accumulator == null) {
        accumulator = session.getValue();
      } else {
        aggregator.merge(accumulator, session.getValue());
      }
    }
    if (accumulator == null) {
      if (Windows.expiry(window.getEnd(), latenessMillis) <= reached) {
        return false;
      }
      accumulator = aggregator.createAccumulator();
    }
    aggregator.add(accumulator, row, rowTime);
    for (Map.Entry<TimeWindow, ACC> session : touched) {
      if (!session.getKey().equals(window)) {
        sessions.remove(session.getKey());
      }
    }
    sessions.put(window, accumulator);

    if (window.maxTimestamp() <= reached) {
      fire(window, accumulator);
      return true;
    }
    if (!waiting) {
      callAt(WINDOW_END, window.maxTimestamp());
    }
    if (changed != null && changed.value() == null) {
      changed.update(true);
      callEarly(time);
    }
    return true;
  }

  @Override
  void early() throws Exception {
    if (changed == null) {
      return; // Left over from before the job was restarted without early results.
    }
    changed.clear();
    long reached = reached();
    SortedMap<TimeWindow, ACC> open = new TreeMap<>(BY_START);
    for (Map.Entry<TimeWindow, ACC> session : sessions.entries()) {
      if (session.getKey().maxTimestamp() > reached) {
        open.put(session.getKey(), session.getValue());
      }
    }
    for (Map.Entry<TimeWindow, ACC> session : open.entrySet()) {
      emit(session.getKey(), session.getValue(), false);
    }
  }

  @Override
  void reach(long time) throws Exception {
    for (Map.Entry<TimeWindow, ACC> session : touching(new TimeWindow(time, time))) {
      TimeWindow window = session.getKey();
      if (window.maxTimestamp() == time) {
        fire(window, session.getValue());
      } else if (window.getStart() <= time && time < window.maxTimestamp()) {
        callAt(WINDOW_END, window.maxTimestamp());
      }
    }
  }

  @Override
  void finish(long time) throws Exception {
    SortedMap<TimeWindow, ACC> waiting = new TreeMap<>(BY_START);
    for (Map.Entry<TimeWindow, ACC> session : sessions.entries()) {
      if (session.getKey().maxTimestamp() >= time) {
        waiting.put(session.getKey(), session.getValue());
      }
    }
    sessions.clear();
    if (changed != null) {
      changed.clear();
    }
    for (Map.Entry<TimeWindow, ACC> session : waiting.entrySet()) {
      emit(session.getKey(), session.getValue(), true);
    }
    forget(window -> true);
  }

  /** Emits a session's result; it stays for the allowed lateness. */
  private void fire(TimeWindow window, ACC accumulator) throws Exception {
    if (latenessMillis == 0) {
      sessions.remove(window);
    } else {
      callAt(EXPIRY, Windows.expiry(window.getEnd(), latenessMillis));
    }
    emit(window, accumulator, latenessMillis == 0);
  }

  /** Emits a session's result, which replaces those of the sessions that it has grown from. */
  private void emit(TimeWindow window, ACC accumulator, boolean last) throws Exception {
    supersede(window);
    emit(window.getStart(), window.getEnd(), accumulator, last);
  }

  @Override
  void expire(long time) throws Exception {
    List<TimeWindow> expired = new ArrayList<>();
    for (TimeWindow window : sessions.keys()) {
      long expiry = Windows.expiry(window.getEnd(), latenessMillis);
      if (expiry <= time) {
        expired.add(window);
      } else if (window.maxTimestamp() <= time) {
        callAt(EXPIRY, expiry); // Grown since, or the allowed lateness is longer after a restart.
      }
    }
    for (TimeWindow window : expired) {
      sessions.remove(window);
    }
    forget(window -> touching(window).isEmpty());
  }

  /** The current key's sessions that overlap or touch a window, in the order of time. */
  private List<Map.Entry<TimeWindow, ACC>> touching(TimeWindow window) throws Exception {
    Map.Entry<TimeWindow, ACC> one = null;
    List<Map.Entry<TimeWindow, ACC>> several = null;
    for (Map.Entry<TimeWindow, ACC> session : sessions.entries()) {
      if (!session.getKey().intersects(window)) {
        continue;
      }
      // What the state gives may change with it.
      Map.Entry<TimeWindow, ACC> found = Map.entry(session.getKey(), session.getValue());
      if (one == null) {
        one = found;
        continue;
      }
      if (several == null) {
        several = new ArrayList<>();
        several.add(one);
      }
      several.add(found);
    }
    if (several == null) {
      return one == null ? List.of() : List.of(one); // As for most rows.
    }
    several.sort(Map.Entry.comparingByKey(BY_START));
    return several;
  }
}
