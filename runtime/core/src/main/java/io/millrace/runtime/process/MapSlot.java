package io.millrace.runtime.process;

import io.millrace.runtime.state.TimeToLive;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A map of the current key, from texts to values. Single entries are looked up in the state: the
 * map as a whole is read only by what goes over all of it. {@link #flush()} has to end the work on
 * each row and timer.
 */
public final class MapSlot<T> {
  private final MapState<String, T> state;
  private final StateMap<T> view;

  private MapSlot(MapState<String, T> state) {
    this.state = state;
    this.view = new StateMap<>(state);
  }

  /** A map that is kept until it is cleared. */
  public static <T> MapSlot<T> of(RuntimeContext context, String name, TypeInformation<T> type) {
    return create(context, name, type, null);
  }

  /** A map whose entries are forgotten after {@code ttl} of processing time. */
  public static <T> MapSlot<T> of(
      RuntimeContext context, String name, TypeInformation<T> type, Duration ttl) {
    return create(context, name, type, ttl);
  }

  private static <T> MapSlot<T> create(
      RuntimeContext context, String name, TypeInformation<T> type, @Nullable Duration ttl) {
    MapStateDescriptor<String, T> descriptor = new MapStateDescriptor<>(name, Types.STRING, type);
    return new MapSlot<>(context.getMapState(TimeToLive.limit(descriptor, ttl)));
  }

  /** The entries as they are now, to read from; it must not outlive the work on the row. */
  public Map<String, T> view() {
    return view;
  }

  /** The entries as a map that never changes: it may become part of a row. */
  public Map<String, T> copy() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(view));
  }

  /** Adds or replaces an entry. */
  public void put(String key, T value) throws Exception {
    state.put(key, value);
    view.forget();
  }

  /** Removes an entry if it is there. */
  public void remove(String key) throws Exception {
    state.remove(key);
    view.forget();
  }

  /** Replaces all entries. */
  public void set(@Nullable Map<String, T> entries) throws Exception {
    state.clear();
    if (entries != null && !entries.isEmpty()) {
      state.putAll(entries);
    }
    view.forget();
  }

  /** Removes all entries. */
  public void clear() {
    state.clear();
    view.forget();
  }

  /** Forgets what belongs to the current key. */
  public void flush() {
    view.forget();
  }
}
