package io.millrace.runtime.join;

import org.jspecify.annotations.Nullable;

/** The rows of one side that the current key has. */
interface RowStore<T> {
  /** Stores a row; where there is one row a key, it takes the place of the old one. */
  void add(StoredRow<T> row) throws Exception;

  /** Takes out a row that is the same, and gives it; null if there is none. */
  @Nullable StoredRow<T> remove(T row) throws Exception;

  /** Goes through all rows. */
  void forEach(Visitor<T> visitor) throws Exception;

  /** What is done with each row. */
  interface Visitor<T> {
    /** Looks at a row and says what becomes of it. */
    Fate visit(StoredRow<T> row) throws Exception;
  }

  /** What becomes of a row that was looked at. */
  enum Fate {
    /** It stays as it is. */
    KEEP,
    /** It was changed, and is written back. */
    WRITE,
    /** It goes. */
    REMOVE
  }
}
