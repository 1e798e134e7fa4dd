package io.millrace.runtime.state;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * A map per key, of which those used last are on the heap as objects. What was changed is written
 * when its key has not been used for long, and ahead of a checkpoint: so what comes and goes
 * between two checkpoints, as most slices of windows do, is never written.
 *
 * <p>A value that is not on the heap is only looked for if the state behind may have it: names have
 * places in an order, such as that of time, and nothing lies behind the last place that was
 * written.
 *
 * <p>Iteration gives what the map held when it began, and takes nothing out.
 */
final class BufferedMap<N, V> implements MapState<N, V> {
  private final MapState<N, V> state;
  private final StateBuffers buffers;
  private final HeapBudget<V> budget;
  private final ToLongFunction<N> place;

  private final LinkedHashMap<Object, OfKey<N, V>> keys = new LinkedHashMap<>(16, 0.75f, true);

  /** Slots of all keys, and a key counts as one. */
  private int size;

  /** The map that was used last, and its key. */
  private @Nullable OfKey<N, V> last;

  private @Nullable Object lastKey;

  /**
   * A map that is only visited, as when all keys of a window are gone through: it leaves those that
   * rows use where they are.
   */
  private @Nullable OfKey<N, V> visited;

  private @Nullable Object visitedKey;

  /** The last place that the state behind may hold. */
  private long highest;

  /** What is known of a key's map. */
  private static final class OfKey<N, V> {
    private final Map<N, Slot<V>> slots = new HashMap<>(4);

    /** Whether the state behind has nothing that has no slot. */
    private boolean complete;
  }

  private static final class Slot<V> {
    private @Nullable V value;
    private boolean changed;

    /** Whether the state behind may have a value for the name. */
    private boolean stored;
  }

  /**
   * Creates one.
   *
   * @param highest the last place that the state may hold from the start
   */
  BufferedMap(
      MapState<N, V> state,
      StateBuffers buffers,
      HeapBudget<V> budget,
      ToLongFunction<N> place,
      long highest) {
    this.state = state;
    this.buffers = buffers;
    this.budget = budget;
    this.place = place;
    this.highest = highest;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's interface does not say that there may be no value.
  public @Nullable V get(N name) throws Exception {
    OfKey<N, V> map = map();
    Slot<V> slot = map.slots.get(name);
    if (slot == null) {
      if (map.complete || !mayBeStored(name)) {
        return null;
      }
      slot = new Slot<>();
      slot.value = state.get(name);
      slot.stored = slot.value != null;
      add(map, name, slot);
    }
    return slot.value;
  }

  @Override
  public void put(N name, V value) throws Exception {
    OfKey<N, V> map = map();
    Slot<V> slot = map.slots.get(name);
    if (slot == null) {
      slot = new Slot<>();
      slot.stored = !map.complete && mayBeStored(name);
      add(map, name, slot);
    }
    slot.value = value;
    slot.changed = true;
    budget.saw(value);
  }

  @Override
  public void putAll(Map<N, V> values) throws Exception {
    for (Map.Entry<N, V> entry : values.entrySet()) {
      put(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void remove(N name) throws Exception {
    OfKey<N, V> map = map();
    Slot<V> slot = map.slots.get(name);
    if (slot == null) {
      if (map.complete || !mayBeStored(name)) {
        return;
      }
      slot = new Slot<>();
      slot.stored = true;
      add(map, name, slot);
    }
    if (slot.stored) {
      slot.value = null;
      slot.changed = true;
    } else {
      map.slots.remove(name);
      size -= map == visited ? 0 : 1;
    }
  }

  @Override
  public void clear() {
    try {
      for (N name : new ArrayList<>(complete().slots.keySet())) {
        remove(name);
      }
    } catch (Exception e) {
      throw new IllegalStateException("The state was not read", e);
    }
  }

  @Override
  public boolean contains(N name) throws Exception {
    return get(name) != null;
  }

  @Override
  public boolean isEmpty() throws Exception {
    for (Slot<V> slot : map().slots.values()) {
      if (slot.value != null) {
        return false;
      }
    }
    return list().isEmpty();
  }

  @Override
  public Iterable<Map.Entry<N, V>> entries() throws Exception {
    return list();
  }

  @Override
  public Iterator<Map.Entry<N, V>> iterator() throws Exception {
    return list().iterator();
  }

  @Override
  public Iterable<N> keys() throws Exception {
    List<N> names = new ArrayList<>();
    for (Map.Entry<N, V> entry : list()) {
      names.add(entry.getKey());
    }
    return Collections.unmodifiableList(names);
  }

  @Override
  public Iterable<V> values() throws Exception {
    List<V> values = new ArrayList<>();
    for (Map.Entry<N, V> entry : list()) {
      values.add(entry.getValue());
    }
    return Collections.unmodifiableList(values);
  }

  private List<Map.Entry<N, V>> list() throws Exception {
    OfKey<N, V> map = complete();
    List<Map.Entry<N, V>> entries = new ArrayList<>(map.slots.size());
    map.slots.forEach(
        (name, slot) -> {
          if (slot.value != null) {
            entries.add(new SimpleImmutableEntry<>(name, slot.value));
          }
        });
    return Collections.unmodifiableList(entries);
  }

  /** The current key's map with all that the state behind has. */
  private OfKey<N, V> complete() throws Exception {
    OfKey<N, V> map = map();
    if (!map.complete) {
      for (Map.Entry<N, V> entry : state.entries()) {
        if (!map.slots.containsKey(entry.getKey())) {
          Slot<V> slot = new Slot<>();
          slot.value = entry.getValue();
          slot.stored = true;
          map.slots.put(entry.getKey(), slot);
          size += map == visited ? 0 : 1;
        }
      }
      map.complete = true;
      evict();
    }
    return map;
  }

  private boolean mayBeStored(N name) {
    return place.applyAsLong(name) <= highest;
  }

  /** What is known of the current key's map. */
  private OfKey<N, V> map() throws Exception {
    Object key = buffers.key();
    OfKey<N, V> map = last;
    if (map != null && key.equals(lastKey) && (map != visited || buffers.visiting())) {
      return map;
    }
    map = keys.get(key);
    if (map == null) {
      boolean again = key.equals(visitedKey);
      if (again && visited != null) {
        map = visited;
      } else {
        map = new OfKey<>();
        map.complete = highest == Long.MIN_VALUE;
      }
      if (!buffers.visiting()) {
        if (again) {
          visited = null;
          visitedKey = null;
        }
        keys.put(key, map);
        size += 1 + map.slots.size();
        evict();
      } else if (!again) {
        leave();
        visited = map;
        visitedKey = key;
        buffers.setKey(key);
      }
    }
    last = map;
    lastKey = key;
    return map;
  }

  /** Adds to the current key's map. */
  private void add(OfKey<N, V> map, N name, Slot<V> slot) throws Exception {
    map.slots.put(name, slot);
    if (map != visited) {
      size++;
      evict();
    }
  }

  /**
   * Writes the keys that were not used for longest, as long as there is too much: never the current
   * one, which was used last.
   */
  private void evict() throws Exception {
    int limit = budget.limit();
    if (size <= limit) {
      return;
    }
    Object current = buffers.key();
    while (size > limit && keys.size() > 1) {
      Iterator<Map.Entry<Object, OfKey<N, V>>> eldest = keys.entrySet().iterator();
      Map.Entry<Object, OfKey<N, V>> unused = eldest.next();
      eldest.remove();
      size -= 1 + unused.getValue().slots.size();
      write(unused.getKey(), unused.getValue());
    }
    buffers.setKey(current);
  }

  private void leave() throws Exception {
    OfKey<N, V> map = visited;
    if (map != null && visitedKey != null) {
      write(visitedKey, map);
    }
    visited = null;
    visitedKey = null;
  }

  /** Writes what has changed; all of it stays for reading. Leaves some other key as the current. */
  void flush() throws Exception {
    for (Map.Entry<Object, OfKey<N, V>> map : keys.entrySet()) {
      size -= write(map.getKey(), map.getValue());
    }
    leave();
    last = null;
    lastKey = null;
  }

  /** Writes what has changed, and gives how many slots were for what is not there. */
  private int write(Object key, OfKey<N, V> map) throws Exception {
    boolean set = false;
    int gone = 0;
    Iterator<Map.Entry<N, Slot<V>>> slots = map.slots.entrySet().iterator();
    while (slots.hasNext()) {
      Map.Entry<N, Slot<V>> entry = slots.next();
      Slot<V> slot = entry.getValue();
      if (!slot.changed) {
        if (slot.value == null) { // It was looked for, and is not there.
          slots.remove();
          gone++;
        }
        continue;
      }
      if (!set) {
        buffers.setKey(key);
        set = true;
      }
      slot.changed = false;
      V value = slot.value;
      if (value == null) {
        state.remove(entry.getKey());
        slots.remove();
        gone++;
      } else {
        state.put(entry.getKey(), value);
        slot.stored = true;
        highest = Math.max(highest, place.applyAsLong(entry.getKey()));
      }
    }
    return gone;
  }
}
