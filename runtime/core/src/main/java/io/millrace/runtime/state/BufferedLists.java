package io.millrace.runtime.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.jspecify.annotations.Nullable;

/**
 * Lists of rows by key and name, of which those used last are on the heap as objects. Rows are
 * appended to the state behind when their list has not been used for long, and ahead of a
 * checkpoint: none is written twice, and those that come and go between two checkpoints never are.
 *
 * <p>A list that is not on the heap is only looked for if the state behind may have it: names have
 * places in an order, such as that of time, and nothing lies behind the last place that was
 * written. Adding never reads.
 *
 * <p>A time to live starts when a row is added, and anew when it is written, as it does in the
 * state behind: that may be a checkpoint's interval later. Of rows that were read only the state
 * knows since when they live, so those do not stay.
 */
final class BufferedLists<N, T> implements KeyedLists<N, T> {
  private final InternalListState<?, N, T> state;
  private final StateBuffers buffers;
  private final HeapBudget<T> budget;
  private final ToLongFunction<N> place;
  private final Keeping keeping;

  private final LinkedHashMap<Name<N>, HeapList<T>> lists = new LinkedHashMap<>(16, 0.75f, true);

  /** Rows of all lists, and a list counts as one. */
  private int size;

  /** The last place that the state behind may hold. */
  private long highest;

  private record Name<N>(Object key, N name) {
    @Override
    public int hashCode() {
      return key.hashCode() * 31 + name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Name<?> that && name.equals(that.name) && key.equals(that.key);
    }
  }

  /**
   * What stays on the heap.
   *
   * @param read whether lists that were read, as they may be read again; not if one takes half of
   *     the room
   * @param ttlMillis how long rows live in processing time, {@link Long#MAX_VALUE} for ever
   */
  record Keeping(boolean read, long ttlMillis) {
    /** Each list is read about once, and lives until it is removed. */
    static final Keeping UNREAD = new Keeping(false, Long.MAX_VALUE);

    static Keeping read(@Nullable Duration ttl) {
      return new Keeping(true, ttl == null ? Long.MAX_VALUE : ttl.toMillis());
    }

    boolean forgets() {
      return ttlMillis != Long.MAX_VALUE;
    }

    /** What was added up to then has expired by now. */
    long expired() {
      return System.currentTimeMillis() - ttlMillis;
    }
  }

  /**
   * Creates them.
   *
   * @param highest the last place that the state may hold from the start
   */
  BufferedLists(
      InternalListState<?, N, T> state,
      StateBuffers buffers,
      HeapBudget<T> budget,
      ToLongFunction<N> place,
      Keeping keeping,
      long highest) {
    this.state = state;
    this.buffers = buffers;
    this.budget = budget;
    this.place = place;
    this.keeping = keeping;
    this.highest = highest;
  }

  @Override
  public void add(N name, T row) throws Exception {
    Name<N> full = new Name<>(buffers.key(), name);
    HeapList<T> list = lists.get(full);
    if (list == null) {
      list = new HeapList<>(!mayBeStored(name));
      lists.put(full, list);
      size++;
    }
    if (keeping.forgets()) {
      list.add(row, System.currentTimeMillis());
    } else {
      list.add(row);
    }
    size++;
    budget.saw(row);
    evict(full);
  }

  @Override
  public void forEach(N name, Visitor<T> visitor) throws Exception {
    Name<N> full = new Name<>(buffers.key(), name);
    for (T row : rows(full)) {
      visitor.visit(row);
    }
  }

  private List<T> rows(Name<N> full) throws Exception {
    HeapList<T> list = lists.get(full);
    if (list == null && !mayBeStored(full.name)) {
      return List.of();
    }
    if (list != null && keeping.forgets()) {
      int before = list.size();
      list.expire(keeping.expired());
      size += list.size() - before;
    }
    if (list != null && list.complete()) {
      return list.rows();
    }
    List<T> stored = stored(full.name);
    boolean known = stored.isEmpty() || !keeping.forgets();
    boolean fits = stored.size() <= budget.limit() / 2;
    if (known && fits && (keeping.read() || list != null)) {
      return keep(full, list, stored);
    }
    if (list != null) {
      stored.addAll(list.unwritten());
    }
    return stored;
  }

  private List<T> keep(Name<N> full, @Nullable HeapList<T> unread, List<T> stored)
      throws Exception {
    HeapList<T> list = unread;
    if (list == null) {
      list = new HeapList<>(false);
      lists.put(full, list);
      size++;
    }
    for (T row : stored) {
      budget.saw(row);
    }
    int before = list.size();
    list.read(stored);
    size += list.size() - before;
    evict(full);
    return list.rows();
  }

  private List<T> stored(N name) throws Exception {
    List<T> rows = new ArrayList<>();
    state.setCurrentNamespace(name);
    Iterable<T> all = state.get();
    if (all != null) {
      all.forEach(rows::add);
    }
    return rows;
  }

  @Override
  public void remove(N name) {
    HeapList<T> list = lists.remove(new Name<>(buffers.key(), name));
    boolean stored = mayBeStored(name);
    if (list != null) {
      size -= 1 + list.size();
      stored = list.mayBeStored();
    }
    if (stored) {
      state.setCurrentNamespace(name);
      state.clear();
    }
  }

  private boolean mayBeStored(N name) {
    return place.applyAsLong(name) <= highest;
  }

  /** Writes the lists that were not used for longest, as long as there is too much. */
  private void evict(Name<N> used) throws Exception {
    int limit = budget.limit();
    if (size <= limit) {
      return;
    }
    // One list alone may have more rows than there is room for: then they wait in the state.
    while (size > limit && !lists.isEmpty()) {
      Iterator<Map.Entry<Name<N>, HeapList<T>>> eldest = lists.entrySet().iterator();
      Map.Entry<Name<N>, HeapList<T>> unused = eldest.next();
      eldest.remove();
      size -= 1 + unused.getValue().size();
      write(unused.getKey(), unused.getValue());
    }
    buffers.setKey(used.key);
  }

  /** Writes what is new; what may be read without the state stays. Leaves some other key. */
  void flush() throws Exception {
    Iterator<Map.Entry<Name<N>, HeapList<T>>> all = lists.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Name<N>, HeapList<T>> next = all.next();
      HeapList<T> list = next.getValue();
      int before = list.size();
      write(next.getKey(), list);
      if (list.complete()) {
        size += list.size() - before;
      } else {
        size -= 1 + before;
        all.remove();
      }
    }
  }

  private void write(Name<N> name, HeapList<T> list) throws Exception {
    if (keeping.forgets()) {
      list.expire(keeping.expired());
    }
    List<T> rows = list.unwritten();
    if (rows.isEmpty()) {
      return;
    }
    buffers.setKey(name.key);
    state.setCurrentNamespace(name.name);
    state.addAll(rows);
    if (keeping.forgets()) {
      list.wrote(System.currentTimeMillis());
    } else {
      list.wrote();
    }
    highest = Math.max(highest, place.applyAsLong(name.name));
  }
}
