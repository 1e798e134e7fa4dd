package io.millrace.runtime.rank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.java.functions.KeySelector;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out rows that cannot be among the first of their key, ahead of the network: of those that
 * this subtask let pass, enough rank before them. {@link TopN}, which gets these ahead of them,
 * would do nothing with them either. What is remembered is on the heap and can be forgotten at any
 * time: then more rows pass.
 *
 * <p>Keys share a table of places. A key keeps its place as long as it has more rows than the
 * others that would take it, so busy keys are remembered, and rows of the others cost next to
 * nothing.
 */
public final class LocalTopN<K, IN> extends RichFilterFunction<IN> {
  private static final long serialVersionUID = 1L;

  /** Rows that are remembered at most, but for ties. */
  private static final int ROOM = 16_384;

  private static final int MOST_PLACES = 4_096;

  /** Rows of other keys that a busy key's place withstands. */
  private static final int MOST_CREDIT = 32;

  /** After so many rows it is asked whether remembering them pays. */
  private static final int TRIAL = 4_096;

  /** It pays if one row of so many is left out. */
  private static final int ONE_OF = 8;

  /** If it does not, so many rows pass unseen before the next trial. */
  private static final int REST = 16 * TRIAL;

  /** Rows are remembered for this part of a time to live. */
  private static final int TTL_PART = 16;

  private final KeySelector<IN, K> selector;
  private final Ranking<IN, ?> ranking;
  private final RowLimit limit;
  private long rememberedMillis = Long.MAX_VALUE;

  private transient @Nullable Place<K, IN>[] places;
  private transient int tried;
  private transient int leftOut;
  private transient int rest;

  /** What passed of one key. */
  private static final class Place<K, IN> {
    private final List<IN> rows = new ArrayList<>();
    private K key;
    private int credit;
    private long since;

    Place(K key) {
      this.key = key;
    }
  }

  public LocalTopN(KeySelector<IN, K> selector, Ranking<IN, ?> ranking, RowLimit limit) {
    this.selector = selector;
    this.ranking = ranking;
    this.limit = limit;
  }

  /**
   * Remembers rows for a sixteenth of this long, in processing time: as the ranking behind forgets
   * its key then, rows must get through again. It may forget a key by that part later.
   */
  public LocalTopN<K, IN> ttl(Duration ttl) {
    rememberedMillis = Math.max(1, ttl.toMillis() / TTL_PART);
    return this;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of a generic type.
  public void open(OpenContext context) {
    int most = Math.max(1, Math.min(MOST_PLACES, ROOM / limit.rows()));
    places = new Place[Integer.highestOneBit(most)];
  }

  @Override
  public boolean filter(IN row) throws Exception {
    if (rest > 0) {
      rest--;
      return true;
    }
    boolean passes = passes(row);
    tried++;
    leftOut += passes ? 0 : 1;
    if (tried == TRIAL) {
      rest = leftOut * ONE_OF < TRIAL ? REST : 0;
      tried = 0;
      leftOut = 0;
    }
    return passes;
  }

  private boolean passes(IN row) throws Exception {
    K key = selector.getKey(row);
    Place<K, IN> place = placeOf(key);
    if (place == null) {
      return true;
    }
    if (limit.isBehind(place.rows, row, ranking)) {
      if (!isOver(place)) {
        return false;
      }
      start(place);
    }
    limit.add(place.rows, row, ranking);
    if (place.rows.size() > ROOM) { // All of them are equal.
      start(place);
    }
    return true;
  }

  /** The place that a key has or gets; null if another key keeps it. */
  private @Nullable Place<K, IN> placeOf(K key) {
    int hash = key.hashCode();
    int at = (hash ^ (hash >>> 16)) & (places.length - 1);
    Place<K, IN> place = places[at];
    if (place == null) {
      place = new Place<>(key);
      places[at] = place;
      start(place);
    } else if (place.key.equals(key)) {
      place.credit = Math.min(MOST_CREDIT, place.credit + 1);
    } else if (place.credit > 0) {
      place.credit--;
      return null;
    } else {
      place.key = key;
      start(place);
    }
    return place;
  }

  private void start(Place<K, IN> place) {
    place.rows.clear();
    place.credit = 0;
    if (rememberedMillis != Long.MAX_VALUE) {
      place.since = System.currentTimeMillis();
    }
  }

  private boolean isOver(Place<K, IN> place) {
    return rememberedMillis != Long.MAX_VALUE
        && System.currentTimeMillis() - place.since >= rememberedMillis;
  }
}
