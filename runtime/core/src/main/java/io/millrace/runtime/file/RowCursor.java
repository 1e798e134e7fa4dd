package io.millrace.runtime.file;

import io.millrace.runtime.format.DecodeException;
import java.io.Closeable;
import java.io.IOException;

/** The rows of one open file, one after the other. */
public interface RowCursor<D> extends Closeable {
  /**
   * Goes to the next row, the first at the first call; false at the end of the file.
   *
   * @throws IOException if the file is broken, so that nothing behind can be read
   */
  boolean next() throws IOException;

  /**
   * The current row.
   *
   * @throws DecodeException if it is no row of the type; the next one may be
   */
  D row() throws DecodeException, IOException;

  /** Where reading goes on behind the current row, for {@link RowFiles#open}. */
  long position();

  /** The number of the current row, or of its line, from 1. */
  long number();

  /** What {@link #number} counts: {@code line} or {@code row}. */
  String unit();

  /** The bytes of the current row, as far as it has some of its own. */
  byte[] copy();
}
