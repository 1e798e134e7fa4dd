package io.millrace.runtime.process;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A map state to read from as a {@code java.util.Map}. The entry that was looked up last is kept,
 * as a test is often followed by a read.
 */
final class StateMap<T> extends AbstractMap<String, T> {
  private final MapState<String, T> state;
  private @Nullable String lastKey;
  private @Nullable T lastValue;

  StateMap(MapState<String, T> state) {
    this.state = state;
  }

  void forget() {
    lastKey = null;
    lastValue = null;
  }

  @Override
  public @Nullable T get(@Nullable Object key) {
    if (!(key instanceof String text)) {
      return null;
    }
    if (!text.equals(lastKey)) {
      try {
        lastValue = state.get(text);
      } catch (Exception e) {
        throw new FlinkRuntimeException("cannot read the state", e);
      }
      lastKey = text;
    }
    return lastValue;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public boolean isEmpty() {
    try {
      return state.isEmpty();
    } catch (Exception e) {
      throw new FlinkRuntimeException("cannot read the state", e);
    }
  }

  @Override
  public Set<Map.Entry<String, T>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, T>> {
    @Override
    public Iterator<Map.Entry<String, T>> iterator() {
      try {
        return state.iterator();
      } catch (Exception e) {
        throw new FlinkRuntimeException("cannot read the state", e);
      }
    }

    @Override
    public int size() {
      int size = 0;
      for (Iterator<Map.Entry<String, T>> all = iterator(); all.hasNext(); all.next()) {
        size++;
      }
      return size;
    }
  }
}
