package io.millrace.runtime.parquet;

import io.millrace.runtime.format.DecodeException;
import org.jspecify.annotations.Nullable;

/** Values that are objects. */
public abstract class ObjectSlot<V> extends ParquetSlot {
  private @Nullable V value;

  ObjectSlot() {}

  /**
   * The value; null if there is none.
   *
   * @throws DecodeException if the one that came is none of the type
   */
  public final @Nullable V value() throws DecodeException {
    check();
    return value;
  }

  @Override
  void reset() {
    super.reset();
    value = null;
  }

  @Override
  final Object boxed() throws DecodeException {
    V found = value();
    if (found == null) {
      throw new DecodeException("missing");
    }
    return found;
  }

  final void set(V newValue) {
    arrived();
    value = newValue;
  }
}
