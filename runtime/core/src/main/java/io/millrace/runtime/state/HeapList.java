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

  /** When each row was added, if that counts; of those that were read, nobody knows. */
  private long[] added = {};

  /** How many of them the state behind has, the first ones. */
  private int written;

  /** Whether the state behind has none ahead of them. */
  private boolean complete;

  /** Whether those that are written were read from there. */
  private boolean read;

  HeapList(boolean complete) {
    this.complete = complete;
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

  /** Whether the age of some is unknown. */
  boolean wasRead() {
    return read;
  }

  boolean mayBeStored() {
    return !complete || written > 0;
  }

  void add(T row) {
    rows.add(row);
  }

  void add(T row, long now) {
    if (added.length <= rows.size()) {
      added = Arrays.copyOf(added, Math.max(4, 2 * rows.size()));
    }
    added[rows.size()] = now;
    rows.add(row);
  }

  /** Puts what the state behind has in the place of what was written. */
  void read(List<T> stored) {
    List<T> unwritten = unwritten();
    if (added.length > 0) {
      long[] times = new long[stored.size() + unwritten.size()];
      System.arraycopy(added, written, times, stored.size(), unwritten.size());
      added = times;
    }
    written = stored.size();
    stored.addAll(unwritten);
    rows = stored;
    complete = true;
    read = written > 0;
  }

  /** Leaves out what was added up to a time. */
  void expire(long time) {
    int from = read ? written : 0;
    int to = from;
    while (to < rows.size() && added[to] <= time) {
      to++;
    }
    if (to > from) {
      System.arraycopy(added, to, added, from, rows.size() - to);
      rows.subList(from, to).clear();
      written = read ? written : Math.max(0, written - to);
    }
  }

  /** What the state behind does not have. */
  List<T> unwritten() {
    return rows.subList(written, rows.size());
  }

  void wrote() {
    written = rows.size();
  }
}
