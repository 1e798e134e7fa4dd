package io.millrace.runtime.process;

import io.millrace.runtime.state.TimeToLive;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A {@code long} of the current key: the state is read when the value is first wanted, and written
 * by {@link #flush()}, which has to end the work on each row and timer.
 */
public final class LongSlot {
  private final ValueState<Long> state;
  private long initial;
  private long value;
  private boolean present;
  private boolean known;
  private boolean changed;

  private LongSlot(ValueState<Long> state) {
    this.state = state;
  }

  /** A value that is kept until it is cleared. */
  public static LongSlot of(RuntimeContext context, String name) {
    return create(context, name, null);
  }

  /** A value that is forgotten when it was not written for {@code ttl} of processing time. */
  public static LongSlot of(RuntimeContext context, String name, Duration ttl) {
    return create(context, name, ttl);
  }

  private static LongSlot create(RuntimeContext context, String name, @Nullable Duration ttl) {
    ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>(name, Types.LONG);
    return new LongSlot(context.getState(TimeToLive.limit(descriptor, ttl)));
  }

  /** Gives a value to keys that have none; without it, they have 0L. */
  public LongSlot initially(long newInitial) {
    initial = newInitial;
    return this;
  }

  /** The value; the initial one if none was set. */
  public long get() throws IOException {
    return isPresent() ? value : initial;
  }

  /** Whether a value was set. */
  public boolean isPresent() throws IOException {
    if (!known) {
      Long stored = state.value();
      present = stored != null;
      value = stored == null ? 0L : stored;
      known = true;
    }
    return present;
  }

  /** Sets the value. */
  public void set(long newValue) {
    value = newValue;
    present = true;
    known = true;
    changed = true;
  }

  /** Removes the value. */
  public void clear() {
    value = 0L;
    present = false;
    known = true;
    changed = true;
  }

  /** Writes what has changed, and forgets what belongs to the current key. */
  public void flush() throws IOException {
    if (changed) {
      if (present) {
        state.update(value);
      } else {
        state.clear();
      }
    }
    known = false;
    changed = false;
  }
}
