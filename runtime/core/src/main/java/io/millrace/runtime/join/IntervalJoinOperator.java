package io.millrace.runtime.join;

import io.millrace.runtime.record.Change;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Joins a left row with the right rows of its key whose time lies from {@code before} ahead of it
 * to {@code after} behind it.
 *
 * <p>Rows lie in buckets of time, of which one interval covers a few; so a row reads only the
 * buckets that it may have partners in. A row goes when the watermark has passed all times that a
 * partner can have; a row without a partner comes out then, if the kind of join shows it.
 *
 * <p>A pair's event time is the later one of the two, that of a row without a partner is the end of
 * its interval. So no result is behind the watermark, and none depends on the order of arrival.
 *
 * <p>The interval is part of the state's name: a job that is restarted from a savepoint with
 * another one starts without waiting rows.
 */
final class IntervalJoinOperator<K, L, R, OUT> extends TimedJoinOperator<K, L, R, OUT> {
  private static final long serialVersionUID = 1L;

  /** Timer namespace: left rows have no partner to come. */
  private static final Byte LEFT = 0;

  /** Timer namespace: right rows have no partner to come. */
  private static final Byte RIGHT = 1;

  private final JoinKind kind;
  private final long beforeMillis;
  private final long afterMillis;
  private final long bucketMillis;
  private final Joiner<L, R, OUT> joiner;
  private final TypeInformation<L> leftType;
  private final TypeInformation<R> rightType;

  private transient MapState<Long, List<StoredRow<L>>> leftRows;
  private transient MapState<Long, List<StoredRow<R>>> rightRows;

  IntervalJoinOperator(
      JoinKind kind,
      long beforeMillis,
      long afterMillis,
      Joiner<L, R, OUT> joiner,
      TypeInformation<L> leftType,
      TypeInformation<R> rightType,
      @Nullable OutputTag<L> lateLeft,
      @Nullable OutputTag<R> lateRight) {
    super(lateLeft, lateRight);
    this.kind = kind;
    this.beforeMillis = beforeMillis;
    this.afterMillis = afterMillis;
    this.bucketMillis = Long.highestOneBit(Math.max(1, (beforeMillis + afterMillis) / 4));
    this.joiner = joiner;
    this.leftType = leftType;
    this.rightType = rightType;
  }

  @Override
  void openState() throws Exception {
    leftRows = buckets("left", leftType);
    rightRows = buckets("right", rightType);
  }

  private <T> MapState<Long, List<StoredRow<T>>> buckets(String side, TypeInformation<T> type)
      throws Exception {
    TypeSerializer<T> rows = type.createSerializer(getExecutionConfig().getSerializerConfig());
    String name = side + "-" + beforeMillis + "-" + afterMillis;
    return map(
        name,
        LongSerializer.INSTANCE,
        new ListSerializer<>(new StoredRowSerializer<>(rows)),
        Long::longValue);
  }

  @Override
  boolean left(L row, long timestamp, long watermark) throws Exception {
    if (timestamp <= watermark) {
      return false;
    }
    if (!joiner.leftHasKey(row)) {
      if (kind.emitsUnmatchedLeft()) {
        emit(timestamp, joiner.join(Change.INSERT, row, null));
      }
      return true;
    }
    long from = timestamp - beforeMillis;
    long to = plus(timestamp, afterMillis);
    boolean matched = false;
    for (long bucket = bucket(from); bucket <= bucket(to); bucket++) {
      List<StoredRow<R>> candidates = rightRows.get(bucket);
      if (candidates == null) {
        continue;
      }
      boolean changed = false;
      for (StoredRow<R> right : candidates) {
        if (right.timestamp < from || right.timestamp > to || !joiner.matches(row, right.row)) {
          continue;
        }
        matched = true;
        if (kind == JoinKind.SEMI) {
          emit(Math.max(timestamp, right.timestamp), joiner.join(Change.INSERT, row, null));
        }
        if (kind.leftOnly()) {
          return true;
        }
        emit(Math.max(timestamp, right.timestamp), joiner.join(Change.INSERT, row, right.row));
        changed |= right.partners == 0;
        right.partners = 1;
      }
      if (changed && kind.padsRight()) {
        rightRows.put(bucket, candidates);
      }
    }
    add(leftRows, new StoredRow<>(row, timestamp, matched ? 1 : 0));
    long bucketEnd = plus(lastOf(bucket(timestamp)), afterMillis);
    callAt(LEFT, kind.emitsUnmatchedLeft() ? to : bucketEnd);
    return true;
  }

  @Override
  boolean right(R row, long timestamp, long watermark) throws Exception {
    if (timestamp <= watermark) {
      return false;
    }
    if (!joiner.rightHasKey(row)) {
      if (kind.padsRight()) {
        emit(timestamp, joiner.join(Change.INSERT, null, row));
      }
      return true;
    }
    long from = timestamp - afterMillis;
    long to = plus(timestamp, beforeMillis);
    boolean matched = false;
    for (long bucket = bucket(from); bucket <= bucket(to); bucket++) {
      List<StoredRow<L>> candidates = leftRows.get(bucket);
      if (candidates == null) {
        continue;
      }
      List<StoredRow<L>> waiting = new ArrayList<>();
      boolean changed = false;
      for (StoredRow<L> left : candidates) {
        if (left.timestamp < from || left.timestamp > to || !joiner.matches(left.row, row)) {
          waiting.add(left);
          continue;
        }
        matched = true;
        if (kind == JoinKind.SEMI) {
          emit(Math.max(timestamp, left.timestamp), joiner.join(Change.INSERT, left.row, null));
        }
        if (kind.leftOnly()) {
          changed = true;
          continue;
        }
        emit(Math.max(timestamp, left.timestamp), joiner.join(Change.INSERT, left.row, row));
        changed |= kind.padsLeft() && left.partners == 0;
        left.partners = 1;
        waiting.add(left);
      }
      if (changed) {
        set(leftRows, bucket, waiting);
      }
    }
    add(rightRows, new StoredRow<>(row, timestamp, matched ? 1 : 0));
    callAt(RIGHT, kind.padsRight() ? to : plus(lastOf(bucket(timestamp)), beforeMillis));
    return true;
  }

  @Override
  void reach(byte namespace, long time) throws Exception {
    if (namespace == LEFT) {
      long reached = time - afterMillis;
      for (StoredRow<L> left : expired(leftRows, reached, kind.emitsUnmatchedLeft())) {
        if (left.partners == 0 && kind.emitsUnmatchedLeft()) {
          emit(time, joiner.join(Change.INSERT, left.row, null));
        }
      }
    } else {
      long reached = time - beforeMillis;
      for (StoredRow<R> right : expired(rightRows, reached, kind.padsRight())) {
        if (right.partners == 0 && kind.padsRight()) {
          emit(time, joiner.join(Change.INSERT, null, right.row));
        }
      }
    }
  }

  /** Takes out of the current key's rows those up to a time, in the order of arrival. */
  private <T> List<StoredRow<T>> expired(
      MapState<Long, List<StoredRow<T>>> rows, long reached, boolean exact) throws Exception {
    long bucket = bucket(reached);
    if (!exact && reached != lastOf(bucket)) {
      return List.of(); // Left over from before the job was restarted with another interval.
    }
    List<StoredRow<T>> all = rows.get(bucket);
    if (all == null) {
      return List.of();
    }
    List<StoredRow<T>> expired = new ArrayList<>();
    List<StoredRow<T>> waiting = new ArrayList<>();
    for (StoredRow<T> row : all) {
      (row.timestamp <= reached ? expired : waiting).add(row);
    }
    if (!expired.isEmpty()) {
      set(rows, bucket, waiting);
    }
    return expired;
  }

  private <T> void add(MapState<Long, List<StoredRow<T>>> rows, StoredRow<T> row) throws Exception {
    long bucket = bucket(row.timestamp);
    List<StoredRow<T>> all = rows.get(bucket);
    if (all == null) {
      all = new ArrayList<>();
    }
    all.add(row);
    rows.put(bucket, all);
  }

  private static <T> void set(
      MapState<Long, List<StoredRow<T>>> rows, long bucket, List<StoredRow<T>> list)
      throws Exception {
    if (list.isEmpty()) {
      rows.remove(bucket);
    } else {
      rows.put(bucket, list);
    }
  }

  private long bucket(long timestamp) {
    return Math.floorDiv(timestamp, bucketMillis);
  }

  private long lastOf(long bucket) {
    return bucket * bucketMillis + bucketMillis - 1;
  }
}
