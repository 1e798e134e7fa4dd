package io.millrace.runtime.aggregate;

import java.util.Arrays;

/**
 * The masks of an open hash table whose values a subclass has: bit {@code f} of a value's mask says
 * that it passed filter {@code f}. A place without bits is free.
 */
abstract class DistinctTable {
  private static final int SMALLEST = 4;
  private static final int NARROW = 8;

  final int filters;

  /** One of the two has the masks: bytes, where they have room for all filters. */
  private byte[] narrow = {};

  private long[] wide = {};

  private final long[] counts;
  private int size;

  DistinctTable(int filters) {
    if (filters < 1 || filters > Long.SIZE) {
      throw new IllegalArgumentException(filters + " filters");
    }
    this.filters = filters;
    this.counts = new long[filters];
  }

  /** A copy of the masks; the values are the subclass's. */
  DistinctTable(DistinctTable from) {
    filters = from.filters;
    narrow = from.narrow.clone();
    wide = from.wide.clone();
    counts = from.counts.clone();
    size = from.size;
  }

  /** How many values passed a filter. */
  public final long count(int filter) {
    return counts[filter];
  }

  /** How many values passed any filter. */
  public final int size() {
    return size;
  }

  final int capacity() {
    return filters <= NARROW ? narrow.length : wide.length;
  }

  /** The mask at a place; 0 if it is free. */
  final long mask(int place) {
    return filters <= NARROW ? narrow[place] & 0xff : wide[place];
  }

  final boolean has(int place, int filter) {
    return (mask(place) >>> filter & 1) != 0;
  }

  /** Adds bits to a place. */
  final void mark(int place, long bits) {
    long before = mask(place);
    long added = bits & ~before;
    if (added == 0) {
      return;
    }
    put(place, before | added);
    if (before == 0) {
      size++;
    }
    for (long rest = added; rest != 0; rest &= rest - 1) {
      counts[Long.numberOfTrailingZeros(rest)]++;
    }
  }

  private void put(int place, long mask) {
    if (filters <= NARROW) {
      narrow[place] = (byte) mask;
    } else {
      wide[place] = mask;
    }
  }

  /** The capacity that a table of so many values has. */
  static int capacityFor(int values) {
    int capacity = SMALLEST;
    while (values > limit(capacity)) {
      capacity = Math.multiplyExact(capacity, 2);
    }
    return capacity;
  }

  /** Three of four places are taken at most. */
  private static int limit(int capacity) {
    return capacity - (capacity >>> 2);
  }

  final boolean isFull() {
    return size >= limit(capacity());
  }

  /** Replaces the masks by free ones; the caller moves what was there with {@link #move}. */
  final Masks resize(int capacity) {
    Masks old = new Masks(narrow, wide);
    if (filters <= NARROW) {
      narrow = new byte[capacity];
    } else {
      wide = new long[capacity];
    }
    return old;
  }

  /** Gives a free place a mask that was counted before. */
  final void move(long mask, int place) {
    put(place, mask);
  }

  /** The masks of a table before it grew. */
  record Masks(byte[] narrow, long[] wide) {
    long at(int place) {
      return wide.length > 0 ? wide[place] : narrow[place] & 0xff;
    }
  }

  /** The next taken place behind one, -1 if there is none. */
  final int next(int place) {
    int capacity = capacity();
    for (int at = place + 1; at < capacity; at++) {
      if (mask(at) != 0) {
        return at;
      }
    }
    return -1;
  }

  /**
   * An odd step, to go over a table in another order than that of its hashes: what is put into a
   * smaller table in their order would fill its front, and look for free places from end to end.
   */
  static int step(int capacity) {
    return (int) (capacity * 0.618) | 1;
  }

  /** The index of a hash in a table, from the bits that a multiplication mixes best. */
  static int index(long hash, int capacity) {
    return (int) ((hash * 0x9E3779B97F4A7C15L) >>> (Long.numberOfLeadingZeros(capacity) + 1));
  }

  @Override
  public String toString() {
    return size + " values, by filter " + Arrays.toString(counts);
  }
}
