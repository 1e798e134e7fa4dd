package io.millrace.runtime.lookup;

import java.io.Serializable;

/** Makes the row that goes to the output of errors. Generated, where that is read. */
public abstract class LookupFailure<T, E> implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract E failed(T row, String error);
}
