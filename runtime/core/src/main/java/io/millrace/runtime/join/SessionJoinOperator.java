package io.millrace.runtime.join;

import io.millrace.runtime.window.SessionWindows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of both sides that are in one session. Rows of either side make a session longer,
 * so that a session is a run of rows of one key without a pause on both sides.
 *
 * <p>Rows lie under the window that their session had when it began; a session that swallows
 * another takes its rows over.
 */
final class SessionJoinOperator<K, L, R, OUT> extends TimedJoinOperator<K, L, R, OUT> {
  private static final long serialVersionUID = 1L;

  private static final Byte SESSION_END = 0;
  private static final Comparator<TimeWindow> BY_START =
      Comparator.comparingLong(TimeWindow::getStart);

  private final long gapMillis;
  private final JoinKind kind;
  private final WindowJoiner<L, R, OUT> joiner;
  private final TypeInformation<L> leftType;
  private final TypeInformation<R> rightType;

  private transient WindowPairs<L, R, OUT> pairs;

  /** The current key's sessions, no two of which overlap or touch, to where their rows lie. */
  private transient MapState<TimeWindow, TimeWindow> sessions;

  private transient InternalListState<K, TimeWindow, L> leftRows;
  private transient InternalListState<K, TimeWindow, R> rightRows;

  SessionJoinOperator(
      SessionWindows windows,
      JoinKind kind,
      WindowJoiner<L, R, OUT> joiner,
      TypeInformation<L> leftType,
      TypeInformation<R> rightType,
      @Nullable OutputTag<L> lateLeft,
      @Nullable OutputTag<R> lateRight) {
    super(lateLeft, lateRight);
    this.gapMillis = windows.gapMillis();
    this.kind = kind;
    this.joiner = joiner;
    this.leftType = leftType;
    this.rightType = rightType;
  }

  @Override
  void openState() throws Exception {
    pairs = new WindowPairs<>(kind, joiner);
    sessions =
        map(
            "sessions",
            new TimeWindow.Serializer(),
            new TimeWindow.Serializer(),
            TimeWindow::getEnd);
    leftRows = rows("left", leftType);
    rightRows = rows("right", rightType);
  }

  @SuppressWarnings("unchecked") // Keyed list state of every backend is an internal one.
  private <T> InternalListState<K, TimeWindow, T> rows(String side, TypeInformation<T> type)
      throws Exception {
    return (InternalListState<K, TimeWindow, T>)
        getOrCreateKeyedState(
            new TimeWindow.Serializer(),
            new ListStateDescriptor<>(
                side, type.createSerializer(getExecutionConfig().getSerializerConfig())));
  }

  @Override
  boolean left(L row, long timestamp, long watermark) throws Exception {
    if (!joiner.leftHasKey(row)) {
      long end = plus(timestamp, gapMillis);
      if (kind.emitsUnmatchedLeft() && end - 1 > watermark) {
        emit(end - 1, pairs.row(timestamp, end, row, null));
      }
      return end - 1 > watermark;
    }
    TimeWindow place = session(timestamp, watermark);
    if (place != null) {
      leftRows.setCurrentNamespace(place);
      leftRows.add(row);
    }
    return place != null;
  }

  @Override
  boolean right(R row, long timestamp, long watermark) throws Exception {
    if (!joiner.rightHasKey(row)) {
      long end = plus(timestamp, gapMillis);
      if (kind.padsRight() && end - 1 > watermark) {
        emit(end - 1, pairs.row(timestamp, end, null, row));
      }
      return end - 1 > watermark;
    }
    TimeWindow place = session(timestamp, watermark);
    if (place != null) {
      rightRows.setCurrentNamespace(place);
      rightRows.add(row);
    }
    return place != null;
  }

  /** Where the rows of a time's session lie; null if the session is over. */
  private @Nullable TimeWindow session(long timestamp, long watermark) throws Exception {
    TimeWindow window = new TimeWindow(timestamp, plus(timestamp, gapMillis));
    List<Map.Entry<TimeWindow, TimeWindow>> touched = touching(window);
    for (Map.Entry<TimeWindow, TimeWindow> session : touched) {
      window = window.cover(session.getKey());
    }
    if (window.maxTimestamp() <= watermark) {
      return null;
    }
    if (touched.size() == 1 && touched.get(0).getKey().equals(window)) {
      return touched.get(0).getValue();
    }
    TimeWindow place = touched.isEmpty() ? window : touched.get(0).getValue();
    List<TimeWindow> swallowed = new ArrayList<>();
    for (Map.Entry<TimeWindow, TimeWindow> session : touched) {
      sessions.remove(session.getKey());
      if (!session.getValue().equals(place)) {
        swallowed.add(session.getValue());
      }
    }
    if (!swallowed.isEmpty()) {
      leftRows.mergeNamespaces(place, swallowed);
      rightRows.mergeNamespaces(place, swallowed);
    }
    sessions.put(window, place);
    callAt(SESSION_END, window.maxTimestamp());
    return place;
  }

  /** The current key's sessions that overlap or touch a window, in the order of time. */
  private List<Map.Entry<TimeWindow, TimeWindow>> touching(TimeWindow window) throws Exception {
    TreeMap<TimeWindow, TimeWindow> touching = new TreeMap<>(BY_START);
    for (Map.Entry<TimeWindow, TimeWindow> session : sessions.entries()) {
      if (session.getKey().intersects(window)) {
        touching.put(session.getKey(), session.getValue());
      }
    }
    return new ArrayList<>(touching.entrySet());
  }

  @Override
  void reach(byte namespace, long time) throws Exception {
    // A session that grew has a timer at its new end as well; then nothing ends here.
    for (Map.Entry<TimeWindow, TimeWindow> session : touching(new TimeWindow(time, time))) {
      TimeWindow window = session.getKey();
      if (window.maxTimestamp() == time) {
        sessions.remove(window);
        fire(window, session.getValue());
      }
    }
  }

  private void fire(TimeWindow window, TimeWindow place) throws Exception {
    pairs.emit(
        window.getStart(),
        window.getEnd(),
        take(leftRows, place),
        take(rightRows, place),
        row -> emit(window.maxTimestamp(), row));
  }

  private static <K, T> List<T> take(InternalListState<K, TimeWindow, T> rows, TimeWindow place)
      throws Exception {
    List<T> taken = new ArrayList<>();
    rows.setCurrentNamespace(place);
    Iterable<T> all = rows.get();
    if (all != null) {
      all.forEach(taken::add);
    }
    rows.clear();
    return taken;
  }
}
