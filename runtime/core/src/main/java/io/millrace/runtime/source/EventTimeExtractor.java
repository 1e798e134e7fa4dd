package io.millrace.runtime.source;

import java.io.Serializable;

/** Reads a row's event time. Generated, one class a source with a time field. */
public abstract class EventTimeExtractor<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The row's event time in epoch microseconds, or {@link EventTime#NONE}. */
  public abstract long micros(T row);
}
