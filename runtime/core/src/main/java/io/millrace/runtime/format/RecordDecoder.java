package io.millrace.runtime.format;

import java.io.Serializable;

/**
 * Bytes to a record. Generated, one class a source, with a constructor without arguments; one
 * instance a task, used by one thread.
 */
public abstract class RecordDecoder<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Decodes one row.
   *
   * @param bytes holds the row from {@code offset} on
   * @throws DecodeException if the bytes are no row of the type
   */
  public abstract T decode(byte[] bytes, int offset, int length) throws DecodeException;

  /** Whether a file's first line names columns, and goes to {@link #readHeader}. */
  public boolean hasHeader() {
    return false;
  }

  /**
   * Takes the names of columns; rows decoded from then on have their cells in that order.
   *
   * @throws DecodeException if the bytes are no row
   */
  public void readHeader(byte[] bytes, int offset, int length) throws DecodeException {}
}
