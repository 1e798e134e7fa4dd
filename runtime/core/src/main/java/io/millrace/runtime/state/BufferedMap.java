package io.millrace.runtime.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * A map per key, of which those used last are on the heap as objects, each as a whole. What was
 * changed is written when its key has not been used for long, and ahead of a checkpoint. What is
 * put and removed between two checkpoints is never written.
 *
 * <p>What iterates over a map sees it as it was when the iteration began.
 */
final class BufferedMap<UK, UV> implements MapState<UK, UV> {
  private final MapState<UK, UV> state;
  private final StateBuffers.Keys keys;

  /** Entries of all keys that wait at most, and keys. */
  private final int capacity;

  private final LinkedHashMap<Object, Part<UK, UV>> parts = new LinkedHashMap<>(16, 0.75f, true);
  private int size;
  private @Nullable Object lastKey;
  private @Nullable Part<UK, UV> lastPart;

  /** What is known of one key's map: all of it, once it was read. */
  private static final class Part<UK, UV> {
    private final Map<UK, Cell<UV>> cells = new LinkedHashMap<>();
    private boolean read;
  }

  private static final class Cell<UV> {
    /** Null if it was removed. */
    private @Nullable UV value;

    private boolean changed;

    /** Whether the state behind may have the entry. */
    private boolean stored;
  }

  BufferedMap(MapState<UK, UV> state, StateBuffers.Keys keys, int capacity) {
    this.state = state;
    this.keys = keys;
    this.capacity = capacity;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's interface does not say that there may be no value.
  public @Nullable UV get(UK key) throws Exception {
    Cell<UV> cell = whole().cells.get(key);
    return cell == null ? null : cell.value;
  }

  @Override
  public void put(UK key, UV value) throws Exception {
    Part<UK, UV> part = part();
    Cell<UV> cell = part.cells.get(key);
    if (cell == null) {
      cell = new Cell<>();
      cell.stored = !part.read;
      part.cells.put(key, cell);
      size++;
    }
    cell.value = value;
    cell.changed = true;
    if (size > capacity) {
      evict(part);
    }
  }

  @Override
  public void putAll(Map<UK, UV> map) throws Exception {
    for (Map.Entry<UK, UV> entry : map.entrySet()) {
      put(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void remove(UK key) throws Exception {
    Part<UK, UV> part = whole();
    Cell<UV> cell = part.cells.get(key);
    if (cell == null) {
      return;
    }
    if (cell.stored) {
      cell.value = null;
      cell.changed = true;
    } else {
      part.cells.remove(key);
      size--;
    }
  }

  @Override
  public boolean contains(UK key) throws Exception {
    return get(key) != null;
  }

  @Override
  public Iterable<Map.Entry<UK, UV>> entries() throws Exception {
    Part<UK, UV> part = whole();
    List<Map.Entry<UK, UV>> entries = new ArrayList<>(part.cells.size());
    part.cells.forEach(
        (key, cell) -> {
          if (cell.value != null) {
            entries.add(Map.entry(key, cell.value));
          }
        });
    return entries;
  }

  @Override
  public Iterator<Map.Entry<UK, UV>> iterator() throws Exception {
    return entries().iterator();
  }

  @Override
  public Iterable<UK> keys() throws Exception {
    Part<UK, UV> part = whole();
    List<UK> found = new ArrayList<>(part.cells.size());
    part.cells.forEach(
        (key, cell) -> {
          if (cell.value != null) {
            found.add(key);
          }
        });
    return found;
  }

  @Override
  public Iterable<UV> values() throws Exception {
    List<UV> values = new ArrayList<>();
    for (Map.Entry<UK, UV> entry : entries()) {
      values.add(entry.getValue());
    }
    return values;
  }

  @Override
  public boolean isEmpty() throws Exception {
    for (Cell<UV> cell : whole().cells.values()) {
      if (cell.value != null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void clear() {
    try {
      for (UK key : keys()) {
        remove(key);
      }
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the state of " + keys.current(), e);
    }
  }

  /** What is known of the current key's map. */
  private Part<UK, UV> part() throws Exception {
    Object key = keys.current();
    Part<UK, UV> part = lastPart;
    if (part == null || !key.equals(lastKey)) {
      part = parts.get(key);
      if (part == null) {
        part = new Part<>();
        parts.put(key, part);
        if (parts.size() > capacity) {
          evict(part);
        }
      }
      lastKey = key;
      lastPart = part;
    }
    return part;
  }

  /** The current key's map, all of it. */
  private Part<UK, UV> whole() throws Exception {
    Part<UK, UV> part = part();
    if (!part.read) {
      for (Map.Entry<UK, UV> entry : state.entries()) {
        if (!part.cells.containsKey(entry.getKey())) {
          Cell<UV> cell = new Cell<>();
          cell.value = entry.getValue();
          cell.stored = true;
          part.cells.put(entry.getKey(), cell);
          size++;
        }
      }
      part.read = true;
      if (size > capacity) {
        evict(part);
      }
    }
    return part;
  }

  /** Writes and forgets what has not been used for longest, so that there is some room again. */
  private void evict(Part<UK, UV> current) throws Exception {
    Object key = keys.current();
    int room = capacity - capacity / 16;
    Iterator<Map.Entry<Object, Part<UK, UV>>> eldest = parts.entrySet().iterator();
    while ((size > room || parts.size() > room) && eldest.hasNext()) {
      Map.Entry<Object, Part<UK, UV>> unused = eldest.next();
      if (unused.getValue() != current) {
        write(unused.getKey(), unused.getValue());
        size -= unused.getValue().cells.size();
        eldest.remove();
      }
    }
    keys.set(key);
    lastPart = null;
    lastKey = null;
  }

  /** Writes what has changed; all of it stays for reading. Leaves some other key as the current. */
  void flush() throws Exception {
    for (Map.Entry<Object, Part<UK, UV>> part : parts.entrySet()) {
      write(part.getKey(), part.getValue());
    }
  }

  private void write(Object key, Part<UK, UV> part) throws Exception {
    boolean current = false;
    Iterator<Map.Entry<UK, Cell<UV>>> cells = part.cells.entrySet().iterator();
    while (cells.hasNext()) {
      Map.Entry<UK, Cell<UV>> entry = cells.next();
      Cell<UV> cell = entry.getValue();
      if (!cell.changed) {
        continue;
      }
      if (!current) {
        keys.set(key);
        current = true;
      }
      if (cell.value == null) {
        state.remove(entry.getKey());
        cells.remove();
        size--;
      } else {
        state.put(entry.getKey(), cell.value);
        cell.changed = false;
        cell.stored = true;
      }
    }
  }
}
