package io.millrace.runtime.process;

import io.millrace.runtime.state.TimeToLive;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A value of the current key: the state is read when the value is first wanted, and written by
 * {@link #flush()}, which has to end the work on each row and timer.
 */
public final class ValueSlot<T> {
  private final ValueState<T> state;
  private @Nullable T initial;
  private @Nullable T value;
  private boolean known;
  private boolean changed;

  private ValueSlot(ValueState<T> state) {
    this.state = state;
  }

  /** A value that is kept until it is cleared. */
  public static <T> ValueSlot<T> of(RuntimeContext context, String name, TypeInformation<T> type) {
    return create(context, name, type, null);
  }

  /** A value that is forgotten when it was not written for {@code ttl} of processing time. */
  public static <T> ValueSlot<T> of(
      RuntimeContext context, String name, TypeInformation<T> type, Duration ttl) {
    return create(context, name, type, ttl);
  }

  private static <T> ValueSlot<T> create(
      RuntimeContext context, String name, TypeInformation<T> type, @Nullable Duration ttl) {
    ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, type);
    return new ValueSlot<>(context.getState(TimeToLive.limit(descriptor, ttl)));
  }

  /** Gives a value to keys that have none. */
  public ValueSlot<T> initially(T value) {
    initial = value;
    return this;
  }

  /** The value; null if there is none. */
  public @Nullable T get() throws IOException {
    if (!known) {
      value = state.value();
      known = true;
    }
    return value == null ? initial : value;
  }

  /** Whether there is a value. */
  public boolean isPresent() throws IOException {
    return get() != null;
  }

  /** Sets the value; null clears it. */
  public void set(@Nullable T newValue) {
    value = newValue;
    known = true;
    changed = true;
  }

  /** Removes the value. */
  public void clear() {
    set(null);
  }

  /** Writes what has changed, and forgets what belongs to the current key. */
  public void flush() throws IOException {
    if (changed) {
      if (value == null) {
        state.clear();
      } else {
        state.update(value);
      }
    }
    value = null;
    known = false;
    changed = false;
  }
}
