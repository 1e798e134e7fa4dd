package io.millrace.runtime.state;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * A value per key, of which those used last are on the heap as objects. What was changed is written
 * when it has not been used for long, and ahead of a checkpoint: so a key that gets many rows
 * between two checkpoints is read and written once.
 *
 * <p>A time to live starts with the last update. In the state behind, it starts with the write,
 * which may be a checkpoint's interval later. Of a value that was only read, the state alone knows
 * since when it lives: it is asked again from time to time.
 */
final class BufferedValue<T> implements ValueState<T> {
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** A value that was only read is read again after this part of its time to live. */
  private static final int TTL_PART = 16;

  private static final long READ_AGAIN_MILLIS = 10_000;

  private final ValueState<T> state;
  private final StateBuffers.Keys keys;
  private final long ttlMillis;
  private final long readAgainMillis;
  private final HeapBudget<T> budget;
  private final LinkedHashMap<Object, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry<T> {
    private @Nullable T value;
    private boolean changed;

    /** Processing time of the last update; unknown for what was only read. */
    private long updated = UNKNOWN;

    /** Processing time of the last read. */
    private long read;
  }

  BufferedValue(
      ValueState<T> state, StateBuffers.Keys keys, @Nullable Duration ttl, HeapBudget<T> budget) {
    this.state = state;
    this.keys = keys;
    this.ttlMillis = ttl == null ? Long.MAX_VALUE : ttl.toMillis();
    this.readAgainMillis = Math.min(ttlMillis / TTL_PART, READ_AGAIN_MILLIS);
    this.budget = budget;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's interface does not say that there may be no value.
  public @Nullable T value() throws IOException {
    Object key = keys.current();
    Entry<T> entry = entries.get(key);
    if (entry == null) {
      entry = new Entry<>();
      read(entry);
      put(key, entry);
    } else if (ttlMillis != Long.MAX_VALUE) {
      expire(entry);
    }
    return entry.value;
  }

  private void read(Entry<T> entry) throws IOException {
    entry.value = state.value();
    if (ttlMillis != Long.MAX_VALUE) {
      entry.read = System.currentTimeMillis();
    }
  }

  private void expire(Entry<T> entry) throws IOException {
    if (entry.value == null) {
      return;
    }
    long now = System.currentTimeMillis();
    if (entry.updated == UNKNOWN) {
      if (now - entry.read >= readAgainMillis) {
        read(entry);
      }
    } else if (now - entry.updated >= ttlMillis) {
      entry.value = null;
      entry.changed = true;
    }
  }

  @Override
  public void update(@Nullable T value) throws IOException {
    Object key = keys.current();
    Entry<T> entry = entries.get(key);
    if (entry == null) {
      entry = new Entry<>();
      put(key, entry);
    }
    entry.value = value;
    entry.changed = true;
    if (value != null) {
      budget.saw(value);
    }
    if (ttlMillis != Long.MAX_VALUE) {
      entry.updated = System.currentTimeMillis();
    }
  }

  @Override
  public void clear() {
    try {
      update(null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void put(Object key, Entry<T> entry) throws IOException {
    entries.put(key, entry);
    if (entries.size() > budget.limit()) {
      evict();
      keys.set(key);
    }
  }

  /** Writes what was not used for longest: never the last one, which is about to be used. */
  private void evict() throws IOException {
    int limit = Math.max(1, budget.limit());
    Iterator<Map.Entry<Object, Entry<T>>> eldest = entries.entrySet().iterator();
    while (entries.size() > limit) {
      Map.Entry<Object, Entry<T>> unused = eldest.next();
      eldest.remove();
      write(unused.getKey(), unused.getValue());
    }
  }

  /** Writes what has changed; all of it stays for reading. Leaves some other key as the current. */
  void flush() throws IOException {
    for (Map.Entry<Object, Entry<T>> entry : entries.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
  }

  private void write(Object key, Entry<T> entry) throws IOException {
    if (!entry.changed) {
      return;
    }
    keys.set(key);
    if (entry.value == null) {
      state.clear();
    } else {
      state.update(entry.value);
    }
    entry.changed = false;
  }
}
