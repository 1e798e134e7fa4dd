package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;
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

  SessionWindowOperator(
      SessionWindows windows,
      Aggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      @Nullable OutputTag<IN> lateTag) {
    super(windows, aggregator, accumulatorType, lateTag);
    this.gapMillis = windows.gapMillis();
  }

  @Override
  void openState(TypeSerializer<ACC> accumulators) throws Exception {
    sessions =
        getKeyedStateStore()
            .getMapState(
                new MapStateDescriptor<>("sessions", new TimeWindow.Serializer(), accumulators));
  }

  @Override
  boolean add(IN row, long timestamp, long watermark) throws Exception {
    TimeWindow window = new TimeWindow(timestamp, timestamp + gapMillis);
    SortedMap<TimeWindow, ACC> touched = touching(window);
    ACC accumulator = null;
    boolean waiting = false;
    for (Map.Entry<TimeWindow, ACC> session : touched.entrySet()) {
      window = window.cover(session.getKey());
      waiting |= session.getKey().maxTimestamp() > watermark;
      if (accumulator == null) {
        accumulator = session.getValue();
      } else {
        aggregator.merge(accumulator, session.getValue());
      }
    }
    if (accumulator == null) {
      if (Windows.expiry(window.getEnd(), latenessMillis) <= watermark) {
        return false;
      }
      accumulator = aggregator.createAccumulator();
    }
    aggregator.add(accumulator, row, timestamp);
    for (TimeWindow session : touched.keySet()) {
      if (!session.equals(window)) {
        sessions.remove(session);
      }
    }
    sessions.put(window, accumulator);

    if (window.maxTimestamp() <= watermark) {
      fire(window, accumulator);
    } else if (!waiting) {
      callAt(WINDOW_END, window.maxTimestamp());
    }
    return true;
  }

  @Override
  void reach(long time) throws Exception {
    for (Map.Entry<TimeWindow, ACC> session : touching(new TimeWindow(time, time)).entrySet()) {
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
    waiting.forEach((window, accumulator) -> emit(window.getStart(), window.getEnd(), accumulator));
  }

  /** Emits a session's result; it stays for the allowed lateness. */
  private void fire(TimeWindow window, ACC accumulator) throws Exception {
    if (latenessMillis == 0) {
      sessions.remove(window);
    } else {
      callAt(EXPIRY, Windows.expiry(window.getEnd(), latenessMillis));
    }
    emit(window.getStart(), window.getEnd(), accumulator);
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
  }

  /** The current key's sessions that overlap or touch a window, in the order of time. */
  private SortedMap<TimeWindow, ACC> touching(TimeWindow window) throws Exception {
    SortedMap<TimeWindow, ACC> touching = new TreeMap<>(BY_START);
    for (Map.Entry<TimeWindow, ACC> session : sessions.entries()) {
      if (session.getKey().intersects(window)) {
        touching.put(session.getKey(), session.getValue());
      }
    }
    return touching;
  }
}
