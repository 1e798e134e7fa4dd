package io.millrace.runtime.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of rows on the heap: the last ones of a list that a state behind may have the first ones
 * of, or all.
 */
final class HeapList<T> {
  private List<T> rows = new ArrayList<>(2);

  /** When the life of each row began, in that order, if they have a time to live. */
  private long[] since = {};

  /** How many of them the state behind has, the first ones. */
  private int written;

  /** Whether the state behind has none ahead of them. */
  private boolean complete;

  /** Whether the state behind may have some. */
  private boolean stored;

  HeapList(boolean complete) {
    this.complete = complete;
    this.stored = !complete;
  }

  int size() {
    return rows.size();
  }

  /** All rows if it is {@link #complete}. */
  List<T> rows() {
    return rows;
  }

  boolean complete() {
    return complete;
  }

  boolean mayBeStored() {
    return stored;
  }

  void add(T row) {
    rows.add(row);
  }

  void add(T row, long now) {
    if (since.length <= rows.size()) {
      since = Arrays.copyOf(since, Math.max(4, 2 * rows.size()));
    }
    since[rows.size()] = now;
    rows.add(row);
  }

  /**
   * Puts what the state behind has in the place of what was written.
   *
   * @param all is kept. With a time to live it has no rows: since when they live is not known
   */
  void read(List<T> all) {
    List<T> unwritten = unwritten();
    if (since.length > 0) {
      System.arraycopy(since, written, since, 0, unwritten.size());
    }
    written = all.size();
    all.addAll(unwritten);
    rows = all;
    complete = true;
  }

  /** Leaves out what lives since a time or longer. */
  void expire(long time) {
    int gone = 0;
    while (gone < rows.size() && since[gone] <= time) {
      gone++;
    }
    if (gone > 0) {
      System.arraycopy(since, gone, since, 0, rows.size() - gone);
      rows.subList(0, gone).clear();
      written = Math.max(0, written - gone);
    }
  }

  /** What the state behind does not have. */
  List<T> unwritten() {
    return rows.subList(written, rows.size());
  }

  void wrote() {
    written = rows.size();
    stored = true;
  }

  /** In the state behind, life begins with the write. */
  void wrote(long now) {
    Arrays.fill(since, written, rows.size(), now);
    wrote();
  }
}
