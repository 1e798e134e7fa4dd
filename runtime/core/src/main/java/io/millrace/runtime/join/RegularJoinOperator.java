package io.millrace.runtime.join;

import io.millrace.runtime.join.RowStore.Fate;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.StateBuffers;
import java.util.function.BiPredicate;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Joins all rows of both sides that are there, whenever they came. Results follow what comes: a row
 * that was alone and was shown so is taken back when it gets a partner, and shown again when it
 * loses its last one.
 *
 * <p>A pair's event time is the later one of the two, so that inner joins of rows that only add do
 * not depend on the order of arrival.
 */
final class RegularJoinOperator<L, R, OUT> extends AbstractStreamOperator<OUT>
    implements TwoInputStreamOperator<L, R, OUT> {
  private static final long serialVersionUID = 1L;

  private final JoinKind kind;
  private final Joiner<L, R, OUT> joiner;
  private final JoinSide<L> leftSide;
  private final JoinSide<R> rightSide;
  private final boolean updateBefore;

  private transient boolean restored;
  private transient StateBuffers buffers;
  private transient RowStore<L> lefts;
  private transient RowStore<R> rights;
  private transient TimestampedCollector<OUT> collector;

  RegularJoinOperator(
      JoinKind kind,
      Joiner<L, R, OUT> joiner,
      JoinSide<L> leftSide,
      JoinSide<R> rightSide,
      boolean updateBefore) {
    this.kind = kind;
    this.joiner = joiner;
    this.leftSide = leftSide;
    this.rightSide = rightSide;
    this.updateBefore = updateBefore;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    collector = new TimestampedCollector<>(output);
    buffers = StateBuffers.of(this, restored);
    lefts =
        open("left", leftSide, kind != JoinKind.INNER && kind != JoinKind.RIGHT, joiner::sameLeft);
    rights = open("right", rightSide, kind.padsRight(), joiner::sameRight);
  }

  private <T> RowStore<T> open(
      String name, JoinSide<T> side, boolean written, BiPredicate<T, T> same) throws Exception {
    return side.open(
        name,
        written,
        same,
        getKeyedStateStore(),
        this::list,
        buffers,
        getExecutionConfig().getSerializerConfig());
  }

  @SuppressWarnings("unchecked") // Keyed list state of every backend is an internal one.
  private <T> InternalListState<?, VoidNamespace, T> list(ListStateDescriptor<T> descriptor)
      throws Exception {
    return (InternalListState<?, VoidNamespace, T>)
        getOrCreateKeyedState(VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    buffers.flush();
    super.snapshotState(context);
  }

  @Override
  public void processElement1(StreamRecord<L> element) throws Exception {
    L row = element.getValue();
    long time = element.hasTimestamp() ? element.getTimestamp() : Long.MIN_VALUE;
    byte change = leftSide.changes() ? ((Change) row).changeKind() : Change.INSERT;
    boolean gone = change == Change.DELETE || change == Change.UPDATE_BEFORE;
    if (!joiner.leftHasKey(row)) {
      if (kind.emitsUnmatchedLeft() && (updateBefore || change != Change.UPDATE_BEFORE)) {
        emit(time, change, row, null);
      }
    } else if (gone) {
      retractLeft(row, time);
    } else {
      StoredRow<L> old = lefts instanceof SingleRow<L> single ? single.get() : null;
      if (old == null) {
        insertLeft(row, time);
      } else {
        replaceLeft(old, row, time);
      }
    }
  }

  @Override
  public void processElement2(StreamRecord<R> element) throws Exception {
    R row = element.getValue();
    long time = element.hasTimestamp() ? element.getTimestamp() : Long.MIN_VALUE;
    byte change = rightSide.changes() ? ((Change) row).changeKind() : Change.INSERT;
    boolean gone = change == Change.DELETE || change == Change.UPDATE_BEFORE;
    if (!joiner.rightHasKey(row)) {
      if (kind.padsRight() && (updateBefore || change != Change.UPDATE_BEFORE)) {
        emit(time, change, null, row);
      }
    } else if (gone) {
      retractRight(row, time);
    } else {
      StoredRow<R> old = rights instanceof SingleRow<R> single ? single.get() : null;
      if (old == null) {
        insertRight(row, time);
      } else {
        replaceRight(old, row, time);
      }
    }
  }

  private void insertLeft(L row, long time) throws Exception {
    StoredRow<L> stored = new StoredRow<>(row, time, 0);
    rights.forEach(
        right -> {
          if (!joiner.matches(row, right.row)) {
            return Fate.KEEP;
          }
          stored.partners++;
          if (kind.leftOnly()) {
            return Fate.KEEP;
          }
          if (kind.padsRight() && right.partners == 0) {
            emit(Math.max(time, right.timestamp), Change.DELETE, null, right.row);
          }
          emit(Math.max(time, right.timestamp), Change.INSERT, row, right.row);
          return gain(right, kind.padsRight(), leftSide.changes());
        });
    if (stored.partners == 0 ? kind.emitsUnmatchedLeft() : kind == JoinKind.SEMI) {
      emit(time, Change.INSERT, row, null);
    }
    if (stored.partners == 0 || !settled()) {
      lefts.add(stored);
    }
  }

  private void insertRight(R row, long time) throws Exception {
    StoredRow<R> stored = new StoredRow<>(row, time, 0);
    lefts.forEach(
        left -> {
          if (!joiner.matches(left.row, row)) {
            return Fate.KEEP;
          }
          stored.partners++;
          long later = Math.max(time, left.timestamp);
          if (left.partners == 0) {
            firstPartner(left, later);
          }
          if (!kind.leftOnly()) {
            emit(later, Change.INSERT, left.row, row);
          }
          return settled()
              ? Fate.REMOVE
              : gain(left, kind.leftOnly() || kind.padsLeft(), rightSide.changes());
        });
    if (stored.partners == 0 && kind.padsRight()) {
      emit(time, Change.INSERT, null, row);
    }
    rights.add(stored);
  }

  private void retractLeft(L row, long time) throws Exception {
    StoredRow<L> stored = lefts.remove(row);
    if (stored == null && lefts instanceof SingleRow) {
      return; // Forgotten by now; of a deleted row only the key is sure.
    }
    L old = stored == null ? row : stored.row;
    int[] partners = {0};
    rights.forEach(
        right -> {
          if (!joiner.matches(old, right.row)) {
            return Fate.KEEP;
          }
          partners[0]++;
          if (kind.leftOnly()) {
            return Fate.KEEP;
          }
          long later = Math.max(time, right.timestamp);
          emit(later, Change.DELETE, old, right.row);
          if (kind.padsRight() && right.partners == 1) {
            emit(later, Change.INSERT, null, right.row);
          }
          return lose(right, kind.padsRight());
        });
    if (partners[0] == 0 ? kind.emitsUnmatchedLeft() : kind == JoinKind.SEMI) {
      emit(time, Change.DELETE, old, null);
    }
  }

  private void retractRight(R row, long time) throws Exception {
    StoredRow<R> stored = rights.remove(row);
    if (stored == null && rights instanceof SingleRow) {
      return; // Forgotten by now; of a deleted row only the key is sure.
    }
    R old = stored == null ? row : stored.row;
    int[] partners = {0};
    lefts.forEach(
        left -> {
          if (!joiner.matches(left.row, old)) {
            return Fate.KEEP;
          }
          partners[0]++;
          long later = Math.max(time, left.timestamp);
          if (!kind.leftOnly()) {
            emit(later, Change.DELETE, left.row, old);
          }
          if (left.partners == 1) {
            lastPartner(left, later);
          }
          return lose(left, kind.leftOnly() || kind.padsLeft());
        });
    if (partners[0] == 0 && kind.padsRight()) {
      emit(time, Change.DELETE, null, old);
    }
  }

  /** A new version of the only left row: pairs that stay pairs are updated. */
  private void replaceLeft(StoredRow<L> old, L row, long time) throws Exception {
    StoredRow<L> stored = new StoredRow<>(row, time, 0);
    boolean alone = old.partners == 0;
    if (alone && kind.emitsUnmatchedLeft() && anyRight(row)) {
      emit(time, Change.DELETE, old.row, null);
      alone = false;
    }
    int[] before = {0};
    rights.forEach(
        right -> {
          boolean was = joiner.matches(old.row, right.row);
          boolean is = joiner.matches(row, right.row);
          before[0] += was ? 1 : 0;
          stored.partners += is ? 1 : 0;
          if ((!was && !is) || kind.leftOnly()) {
            return Fate.KEEP;
          }
          long later = Math.max(time, right.timestamp);
          if (was && is) {
            update(later, old.row, right.row, row, right.row);
            return Fate.KEEP;
          }
          if (was) {
            emit(later, Change.DELETE, old.row, right.row);
            if (kind.padsRight() && right.partners == 1) {
              emit(later, Change.INSERT, null, right.row);
            }
            return lose(right, kind.padsRight());
          }
          if (kind.padsRight() && right.partners == 0) {
            emit(later, Change.DELETE, null, right.row);
          }
          emit(later, Change.INSERT, row, right.row);
          return gain(right, kind.padsRight(), true);
        });
    lefts.add(stored);
    showAgain(
        kind == JoinKind.SEMI ? before[0] > 0 : alone && kind.emitsUnmatchedLeft(),
        kind == JoinKind.SEMI
            ? stored.partners > 0
            : stored.partners == 0 && kind.emitsUnmatchedLeft(),
        old.row,
        row,
        time);
  }

  /** What becomes of a left row that stands for itself. */
  private void showAgain(boolean shown, boolean shows, L old, L row, long time) {
    if (shown && shows) {
      update(time, old, null, row, null);
    } else if (shown) {
      emit(time, Change.DELETE, old, null);
    } else if (shows) {
      emit(time, Change.INSERT, row, null);
    }
  }

  private boolean anyRight(L row) throws Exception {
    boolean[] any = {false};
    rights.forEach(
        right -> {
          any[0] |= joiner.matches(row, right.row);
          return Fate.KEEP;
        });
    return any[0];
  }

  /** A new version of the only right row: pairs that stay pairs are updated. */
  private void replaceRight(StoredRow<R> old, R row, long time) throws Exception {
    StoredRow<R> stored = new StoredRow<>(row, time, 0);
    int[] before = {0};
    boolean[] shown = {kind.padsRight() && old.partners == 0};
    lefts.forEach(
        left -> {
          boolean was = joiner.matches(left.row, old.row);
          boolean is = joiner.matches(left.row, row);
          before[0] += was ? 1 : 0;
          stored.partners += is ? 1 : 0;
          if (!was && !is) {
            return Fate.KEEP;
          }
          long later = Math.max(time, left.timestamp);
          if (was && is) {
            if (!kind.leftOnly()) {
              update(later, left.row, old.row, left.row, row);
            }
            return Fate.KEEP;
          }
          if (was) {
            if (!kind.leftOnly()) {
              emit(later, Change.DELETE, left.row, old.row);
            }
            if (left.partners == 1) {
              lastPartner(left, later);
            }
            return lose(left, kind.leftOnly() || kind.padsLeft());
          }
          if (shown[0]) {
            emit(later, Change.DELETE, null, old.row);
            shown[0] = false;
          }
          if (left.partners == 0) {
            firstPartner(left, later);
          }
          if (!kind.leftOnly()) {
            emit(later, Change.INSERT, left.row, row);
          }
          return gain(left, kind.leftOnly() || kind.padsLeft(), true);
        });
    rights.add(stored);
    if (kind.padsRight() && stored.partners == 0) {
      if (shown[0]) {
        update(time, null, old.row, null, row);
      } else {
        emit(time, Change.INSERT, null, row);
      }
    }
  }

  /** Whether a left row that has a partner is done with: it was shown or never will be. */
  private boolean settled() {
    return kind.leftOnly() && !rightSide.changes() && !leftSide.changes();
  }

  private void firstPartner(StoredRow<L> left, long time) {
    if (kind.emitsUnmatchedLeft()) {
      emit(time, Change.DELETE, left.row, null);
    } else if (kind == JoinKind.SEMI) {
      emit(time, Change.INSERT, left.row, null);
    }
  }

  private void lastPartner(StoredRow<L> left, long time) {
    if (kind.emitsUnmatchedLeft()) {
      emit(time, Change.INSERT, left.row, null);
    } else if (kind == JoinKind.SEMI) {
      emit(time, Change.DELETE, left.row, null);
    }
  }

  /**
   * Counts a partner.
   *
   * @param counted whether anything depends on the number
   * @param exact whether partners may go again; if not, one stands for any number
   */
  private static Fate gain(StoredRow<?> row, boolean counted, boolean exact) {
    if (!counted || (!exact && row.partners > 0)) {
      return Fate.KEEP;
    }
    row.partners++;
    return Fate.WRITE;
  }

  private static Fate lose(StoredRow<?> row, boolean counted) {
    if (!counted || row.partners == 0) {
      return Fate.KEEP;
    }
    row.partners--;
    return Fate.WRITE;
  }

  private void update(
      long time, @Nullable L oldLeft, @Nullable R oldRight, @Nullable L left, @Nullable R right) {
    if (updateBefore) {
      emit(time, Change.UPDATE_BEFORE, oldLeft, oldRight);
    }
    emit(time, Change.UPDATE_AFTER, left, right);
  }

  private void emit(long time, byte change, @Nullable L left, @Nullable R right) {
    if (time == Long.MIN_VALUE) {
      collector.eraseTimestamp();
    } else {
      collector.setAbsoluteTimestamp(time);
    }
    collector.collect(joiner.join(change, left, right));
  }
}
