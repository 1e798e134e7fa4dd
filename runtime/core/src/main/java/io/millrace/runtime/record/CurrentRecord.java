package io.millrace.runtime.record;

import java.io.Serializable;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The record class that old state is read as. It may be known only when the job registers the
 * state: a class that was renamed is not found by its old name.
 *
 * @param <T> the generated record class
 */
final class CurrentRecord<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RecordSchema old;
  private @Nullable RecordSerializer<T> serializer;

  CurrentRecord(RecordSchema old, @Nullable RecordSerializer<T> serializer) {
    this.old = old;
    this.serializer = serializer;
  }

  boolean isKnown() {
    return serializer != null;
  }

  void resolve(RecordSerializer<T> current) {
    serializer = current;
  }

  /** A serializer of its own for the caller. */
  RecordSerializer<T> serializer() {
    if (serializer == null) {
      throw new FlinkRuntimeException(
          "The state holds records "
              + old.name()
              + " of class "
              + old.className()
              + ", which this job no longer has");
    }
    return serializer.duplicate();
  }
}
