package io.millrace.runtime.format;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record to bytes. Generated, one class a sink (and one for its key), with a constructor without
 * arguments; one instance a task, used by one thread.
 */
public abstract class RecordEncoder<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The row's bytes in an array of their own, without a line break. */
  public abstract byte[] encode(T row);

  /** What a file starts with, without a line break, or null for nothing. */
  public byte @Nullable [] header() {
    return null;
  }
}
