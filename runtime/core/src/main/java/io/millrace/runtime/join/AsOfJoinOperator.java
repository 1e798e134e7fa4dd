package io.millrace.runtime.join;

import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Joins each left row with the right row of its key that was the latest at its time. Left rows wait
 * until the watermark reaches them, so that all versions up to then are there; the result has the
 * left row's time.
 *
 * <p>Of the versions that the watermark has passed, only the latest is kept. A version that comes
 * late replaces it if it is newer, for the left rows that are still to come.
 */
final class AsOfJoinOperator<K, L, R, OUT> extends TimedJoinOperator<K, L, R, OUT> {
  private static final long serialVersionUID = 1L;

  /** Timer namespace: left rows can be joined. */
  private static final Byte ROWS = 0;

  /** Timer namespace: a version is there for all rows up to its time; older ones can go. */
  private static final Byte VERSION = 1;

  /** Timer namespace: a version is too old for rows to come. */
  private static final Byte AGE = 2;

  private final AsOf asOf;
  private final Joiner<L, R, OUT> joiner;
  private final TypeInformation<L> leftType;
  private final TypeInformation<R> rightType;

  /** Rows that wait for the watermark, by their time. */
  private transient MapState<Long, List<L>> waiting;

  /** Versions by their time. */
  private transient MapState<Long, R> versions;

  AsOfJoinOperator(
      AsOf asOf,
      Joiner<L, R, OUT> joiner,
      TypeInformation<L> leftType,
      TypeInformation<R> rightType,
      @Nullable OutputTag<L> lateLeft,
      @Nullable OutputTag<R> lateRight) {
    super(lateLeft, lateRight);
    this.asOf = asOf;
    this.joiner = joiner;
    this.leftType = leftType;
    this.rightType = rightType;
  }

  @Override
  void openState() throws Exception {
    var config = getExecutionConfig().getSerializerConfig();
    waiting =
        getKeyedStateStore()
            .getMapState(
                new MapStateDescriptor<>(
                    "left",
                    LongSerializer.INSTANCE,
                    new ListSerializer<>(leftType.createSerializer(config))));
    MapStateDescriptor<Long, R> descriptor =
        new MapStateDescriptor<>(
            "right", LongSerializer.INSTANCE, rightType.createSerializer(config));
    versions = getKeyedStateStore().getMapState(TimeToLive.limit(descriptor, asOf.ttl()));
  }

  @Override
  boolean left(L row, long timestamp, long watermark) throws Exception {
    if (timestamp <= watermark) {
      return false;
    }
    if (!joiner.leftHasKey(row)) {
      alone(row, timestamp);
      return true;
    }
    List<L> rows = waiting.get(timestamp);
    if (rows == null) {
      rows = new ArrayList<>();
      callAt(ROWS, timestamp);
    }
    rows.add(row);
    waiting.put(timestamp, rows);
    return true;
  }

  @Override
  boolean right(R row, long timestamp, long watermark) throws Exception {
    if (asOf.changes() && ((Change) row).changeKind() == Change.UPDATE_BEFORE) {
      return true;
    }
    if (!joiner.rightHasKey(row)) {
      return true;
    }
    long goneAt = asOf.goneAt(timestamp);
    if (timestamp > watermark) {
      versions.put(timestamp, row);
      callAt(VERSION, timestamp);
      if (goneAt < Long.MAX_VALUE) {
        callAt(AGE, goneAt);
      }
      return true;
    }
    Long latest = latest(watermark);
    if (goneAt <= watermark || (latest != null && latest > timestamp)) {
      return false;
    }
    if (latest != null && latest < timestamp) {
      versions.remove(latest);
    }
    put(row, timestamp);
    if (goneAt < Long.MAX_VALUE) {
      callAt(AGE, goneAt);
    }
    return true;
  }

  /**
   * Stores a version that the watermark has passed; one that says "gone" says it by its absence.
   */
  private void put(R row, long timestamp) throws Exception {
    if (isDelete(row)) {
      versions.remove(timestamp);
    } else {
      versions.put(timestamp, row);
    }
  }

  private boolean isDelete(R row) {
    return asOf.changes() && ((Change) row).changeKind() == Change.DELETE;
  }

  /** The time of the latest version up to a time, or null. */
  private @Nullable Long latest(long time) throws Exception {
    Long latest = null;
    for (long version : versions.keys()) {
      if (version <= time && (latest == null || version > latest)) {
        latest = version;
      }
    }
    return latest;
  }

  @Override
  void reach(byte namespace, long time) throws Exception {
    if (namespace == ROWS) {
      join(time);
    } else if (namespace == VERSION) {
      passed(time);
    } else if (asOf.goneAt(0) < Long.MAX_VALUE) {
      versions.remove(time - asOf.goneAt(0));
    }
  }

  private void join(long time) throws Exception {
    List<L> rows = waiting.get(time);
    if (rows == null) {
      return;
    }
    waiting.remove(time);
    Long latest = latest(time);
    R version = latest == null || asOf.goneAt(latest) <= time ? null : versions.get(latest);
    boolean found = version != null && !isDelete(version);
    for (L row : rows) {
      if (found && joiner.matches(row, version)) {
        emit(time, joiner.join(Change.INSERT, row, version));
      } else {
        alone(row, time);
      }
    }
  }

  private void alone(L row, long timestamp) {
    if (asOf.kind() == JoinKind.LEFT) {
      emit(timestamp, joiner.join(Change.INSERT, row, null));
    }
  }

  /** Drops what a version that the watermark has reached replaces. */
  private void passed(long time) throws Exception {
    List<Long> older = new ArrayList<>();
    for (long version : versions.keys()) {
      if (version < time) {
        older.add(version);
      }
    }
    for (long version : older) {
      versions.remove(version);
    }
    R now = asOf.changes() ? versions.get(time) : null;
    if (now != null && isDelete(now)) {
      versions.remove(time); // Nothing is older, and to find nothing says the same.
    }
  }
}
