package io.millrace.runtime.state;

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
 */
final class BufferedLists<N, T> implements KeyedLists<N, T> {
  private final InternalListState<?, N, T> state;
  private final StateBuffers buffers;
  private final HeapBudget<T> budget;
  private final ToLongFunction<N> place;

  private final LinkedHashMap<Name<N>, Rows<T>> lists = new LinkedHashMap<>(16, 0.75f, true);

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

  private static final class Rows<T> {
    private List<T> rows = new ArrayList<>(2);

    /** How many of them the state behind has, the first ones. */
    private int written;

    /** Whether the state behind has none ahead of them. */
    private boolean complete;
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
      long highest) {
    this.state = state;
    this.buffers = buffers;
    this.budget = budget;
    this.place = place;
    this.highest = highest;
  }

  @Override
  public void add(N name, T row) throws Exception {
    Name<N> full = new Name<>(buffers.key(), name);
    Rows<T> list = lists.get(full);
    if (list == null) {
      list = new Rows<>();
      list.complete = !mayBeStored(name);
      lists.put(full, list);
      size++;
    }
    list.rows.add(row);
    size++;
    budget.saw(row);
    evict(full);
  }

  @Override
  public void copy(N name, List<T> into) throws Exception {
    Rows<T> list = lists.get(new Name<>(buffers.key(), name));
    if (list == null) {
      if (mayBeStored(name)) {
        into.addAll(stored(name));
      }
      return;
    }
    if (!list.complete) {
      List<T> rows = stored(name);
      int before = rows.size();
      rows.addAll(list.rows.subList(list.written, list.rows.size()));
      size += rows.size() - list.rows.size();
      list.rows = rows;
      list.written = before;
      list.complete = true;
    }
    into.addAll(list.rows);
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
    Rows<T> list = lists.remove(new Name<>(buffers.key(), name));
    boolean stored = mayBeStored(name);
    if (list != null) {
      size -= 1 + list.rows.size();
      stored = !list.complete || list.written > 0;
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
      Iterator<Map.Entry<Name<N>, Rows<T>>> eldest = lists.entrySet().iterator();
      Map.Entry<Name<N>, Rows<T>> unused = eldest.next();
      eldest.remove();
      size -= 1 + unused.getValue().rows.size();
      write(unused.getKey(), unused.getValue());
    }
    buffers.setKey(used.key);
  }

  /** Writes what is new; all of it stays for reading. Leaves some other key as the current. */
  void flush() throws Exception {
    for (Map.Entry<Name<N>, Rows<T>> list : lists.entrySet()) {
      write(list.getKey(), list.getValue());
    }
  }

  private void write(Name<N> name, Rows<T> list) throws Exception {
    if (list.written == list.rows.size()) {
      return;
    }
    buffers.setKey(name.key);
    state.setCurrentNamespace(name.name);
    state.addAll(list.rows.subList(list.written, list.rows.size()));
    list.written = list.rows.size();
    highest = Math.max(highest, place.applyAsLong(name.name));
  }
}
