package io.millrace.runtime.join;

import io.millrace.runtime.state.KeyedLists;
import io.millrace.runtime.window.AlignedWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of both sides that are in one tumbling or sliding window. A row is stored once,
 * however many windows overlap; a window's result comes when the watermark passes its end, with the
 * window's last millisecond as its time.
 *
 * <p>The shape of the windows is part of the state's name: a job that is restarted from a savepoint
 * with another size, step or offset starts with empty windows.
 */
final class SliceJoinOperator<K, L, R, OUT> extends TimedJoinOperator<K, L, R, OUT> {
  private static final long serialVersionUID = 1L;

  private static final Byte WINDOW_END = 0;

  private final AlignedWindows windows;
  private final JoinKind kind;
  private final WindowJoiner<L, R, OUT> joiner;
  private final TypeInformation<L> leftType;
  private final TypeInformation<R> rightType;

  private transient WindowPairs<L, R, OUT> pairs;

  /** Ends of the slices that the current key has rows in. */
  private transient MapState<Long, Byte> slices;

  /** Rows by the end of their slice. */
  private transient KeyedLists<Long, L> leftRows;

  private transient KeyedLists<Long, R> rightRows;

  SliceJoinOperator(
      AlignedWindows windows,
      JoinKind kind,
      WindowJoiner<L, R, OUT> joiner,
      TypeInformation<L> leftType,
      TypeInformation<R> rightType,
      @Nullable OutputTag<L> lateLeft,
      @Nullable OutputTag<R> lateRight) {
    super(lateLeft, lateRight);
    this.windows = windows;
    this.kind = kind;
    this.joiner = joiner;
    this.leftType = leftType;
    this.rightType = rightType;
  }

  @Override
  void openState() throws Exception {
    pairs = new WindowPairs<>(kind, joiner);
    slices =
        map(
            "slices-" + windows.shape(),
            LongSerializer.INSTANCE,
            ByteSerializer.INSTANCE,
            Long::longValue);
    leftRows = rows("left", leftType);
    rightRows = rows("right", rightType);
  }

  private <T> KeyedLists<Long, T> rows(String side, TypeInformation<T> type) throws Exception {
    return lists(
        side + "-" + windows.shape(),
        LongSerializer.INSTANCE,
        type.createSerializer(getExecutionConfig().getSerializerConfig()),
        Long::longValue);
  }

  @Override
  boolean left(L row, long timestamp, long watermark) throws Exception {
    long slice = windows.sliceEnd(timestamp);
    if (slice == AlignedWindows.NO_SLICE) {
      return true;
    }
    if (windows.lastWindowEnd(slice) - 1 <= watermark) {
      return false;
    }
    if (joiner.leftHasKey(row)) {
      add(leftRows, row, slice, watermark);
    } else if (kind.emitsUnmatchedLeft()) {
      for (long end = firstOpenEnd(slice, watermark);
          end <= windows.lastWindowEnd(slice);
          end = windows.nextWindowEnd(end)) {
        emit(end - 1, pairs.row(windows.windowStart(end), end, row, null));
      }
    }
    return true;
  }

  @Override
  boolean right(R row, long timestamp, long watermark) throws Exception {
    long slice = windows.sliceEnd(timestamp);
    if (slice == AlignedWindows.NO_SLICE) {
      return true;
    }
    if (windows.lastWindowEnd(slice) - 1 <= watermark) {
      return false;
    }
    if (joiner.rightHasKey(row)) {
      add(rightRows, row, slice, watermark);
    } else if (kind.padsRight()) {
      for (long end = firstOpenEnd(slice, watermark);
          end <= windows.lastWindowEnd(slice);
          end = windows.nextWindowEnd(end)) {
        emit(end - 1, pairs.row(windows.windowStart(end), end, null, row));
      }
    }
    return true;
  }

  private <T> void add(KeyedLists<Long, T> rows, T row, long slice, long watermark)
      throws Exception {
    rows.add(slice, row);
    if (!slices.contains(slice)) {
      slices.put(slice, (byte) 0);
      callAt(WINDOW_END, firstOpenEnd(slice, watermark) - 1);
    }
  }

  /** The end of a slice's first window that had no result yet. */
  private long firstOpenEnd(long slice, long watermark) {
    long end = windows.firstWindowEnd(slice);
    return watermark < end - 1 ? end : windows.windowEndBehind(end, watermark + 1);
  }

  @Override
  void reach(byte namespace, long time) throws Exception {
    long end = time + 1;
    if (!windows.isWindowEnd(end)) {
      return; // Left over from before the job was restarted with windows of another shape.
    }
    if (atEnd()) {
      finish(end);
      return;
    }
    boolean open = false;
    for (long slice : fire(end, live())) {
      if (windows.lastWindowEnd(slice) > end) {
        open = true;
      } else {
        drop(slice);
      }
    }
    if (open) {
      callAt(WINDOW_END, windows.nextWindowEnd(end) - 1);
    }
  }

  /** Emits all windows of the current key from one on, and drops its state. */
  private void finish(long firstEnd) throws Exception {
    NavigableSet<Long> live = live();
    long end = firstEnd;
    while (!live.isEmpty()) {
      fire(end, live);
      while (!live.isEmpty() && windows.lastWindowEnd(live.first()) <= end) {
        drop(live.pollFirst());
      }
      if (!live.isEmpty()) {
        end = Math.max(windows.nextWindowEnd(end), windows.firstWindowEnd(live.first()));
      }
    }
  }

  private NavigableSet<Long> live() throws Exception {
    NavigableSet<Long> live = new TreeSet<>();
    slices.keys().forEach(live::add);
    return live;
  }

  /** Emits the window with an end, and gives those of the live slices that are in it. */
  private List<Long> fire(long end, NavigableSet<Long> live) throws Exception {
    long start = windows.windowStart(end);
    List<Long> inside = new ArrayList<>(live.subSet(start, false, end, true));
    List<L> lefts = new ArrayList<>();
    List<R> rights = new ArrayList<>();
    for (long slice : inside) {
      leftRows.forEach(slice, lefts::add);
      rightRows.forEach(slice, rights::add);
    }
    pairs.emit(start, end, lefts, rights, row -> emit(end - 1, row));
    return inside;
  }

  private void drop(long slice) throws Exception {
    slices.remove(slice);
    leftRows.remove(slice);
    rightRows.remove(slice);
  }
}
