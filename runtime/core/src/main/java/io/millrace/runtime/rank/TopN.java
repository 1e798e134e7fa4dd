package io.millrace.runtime.rank;

import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.BufferedFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first rows of each key, of all rows so far, and emits how they change. The state of a
 * key is the sorted list of rows that are kept; a row behind the last of them writes nothing.
 *
 * <p>With {@link #places}, each place is a row that is inserted once and updated then. Otherwise
 * rows are deleted and inserted as they leave and enter.
 */
public class TopN<K, IN, OUT> extends BufferedFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  final Ranking<IN, OUT> ranking;
  final RowLimit limit;
  private final TypeInformation<IN> rowType;
  private boolean places;
  private boolean updateBefore;
  private @Nullable Duration ttl;

  private transient ValueState<List<IN>> kept;

  public TopN(Ranking<IN, OUT> ranking, TypeInformation<IN> rowType, RowLimit limit) {
    this.ranking = ranking;
    this.rowType = rowType;
    this.limit = limit;
  }

  /** Emits updates of places rather than rows that come and go; without ties. */
  public TopN<K, IN, OUT> places() {
    places = true;
    return this;
  }

  /** Sends the old values ahead of each update, for consumers that retract. */
  public TopN<K, IN, OUT> updateBefore() {
    updateBefore = true;
    return this;
  }

  /** Forgets a key whose rows did not change for this long, in processing time; emits nothing. */
  public TopN<K, IN, OUT> ttl(Duration ttl) {
    this.ttl = ttl;
    return this;
  }

  @Override
  public void open(OpenContext context) {
    kept = valueState("rows", Types.LIST(rowType), ttl);
  }

  @Override
  public void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    List<IN> rows = kept.value();
    if (rows == null) {
      rows = new ArrayList<>();
    }
    if (isBehind(rows, row)) {
      return;
    }
    List<IN> before = new ArrayList<>(rows.subList(0, limit.kept(rows, ranking)));
    if (!apply(rows, row)) {
      return;
    }
    if (rows.isEmpty()) {
      kept.clear();
    } else {
      kept.update(rows);
    }
    List<IN> after = rows.subList(0, limit.kept(rows, ranking));
    if (places) {
      emitPlaces(before, after, out);
    } else {
      emitRows(before, after, out);
    }
  }

  /** Whether a row changes nothing, since it ranks behind all that are kept. */
  boolean isBehind(List<IN> rows, IN row) {
    return limit.isBehind(rows, row, ranking);
  }

  /**
   * Puts a row into the sorted rows of its key.
   *
   * @return whether they changed
   */
  boolean apply(List<IN> rows, IN row) {
    return limit.add(rows, row, ranking);
  }

  private void emitPlaces(List<IN> before, List<IN> after, Collector<OUT> out) {
    for (int place = 0; place < Math.max(before.size(), after.size()); place++) {
      IN old = place < before.size() ? before.get(place) : null;
      IN now = place < after.size() ? after.get(place) : null;
      if (old == now) {
        continue;
      }
      long rank = place + 1L;
      if (old == null) {
        out.collect(ranking.result(now, rank, Change.INSERT));
      } else if (now == null) {
        out.collect(ranking.result(old, rank, Change.DELETE));
      } else {
        update(old, now, rank, out);
      }
    }
  }

  private void update(IN old, IN now, long rank, Collector<OUT> out) {
    if (updateBefore) {
      out.collect(ranking.result(old, rank, Change.UPDATE_BEFORE));
    }
    out.collect(ranking.result(now, rank, Change.UPDATE_AFTER));
  }

  /** Rows are told apart as objects: those that stay are the same in both lists. */
  private void emitRows(List<IN> before, List<IN> after, Collector<OUT> out) {
    IdentityHashMap<IN, Long> entered = new IdentityHashMap<>();
    for (int place = 0; place < after.size(); place++) {
      entered.put(after.get(place), limit.rank(after, place, ranking));
    }
    List<IN> replaced = new ArrayList<>();
    for (int place = 0; place < before.size(); place++) {
      IN old = before.get(place);
      long rank = limit.rank(before, place, ranking);
      Long stays = entered.get(old);
      if (stays != null && !rankMatters(stays, rank)) {
        entered.remove(old);
        continue;
      }
      IN version = stays == null ? versionOf(old, after, before) : null;
      if (version != null) {
        replaced.add(version);
        update(old, version, entered.get(version), out);
      } else {
        out.collect(ranking.result(old, rank, Change.DELETE));
      }
    }
    replaced.forEach(entered::remove);
    for (IN row : after) {
      Long rank = entered.get(row);
      if (rank != null) {
        out.collect(ranking.result(row, rank, Change.INSERT));
      }
    }
  }

  /** A rank that changed is a row that changed, where rows with equal ranks share one. */
  private boolean rankMatters(long now, long before) {
    return limit.ties() && now != before;
  }

  /** The new version of a row that left, or null. */
  @Nullable IN versionOf(IN old, List<IN> after, List<IN> before) {
    return null;
  }
}
