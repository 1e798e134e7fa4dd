package io.millrace.runtime.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Distinct 64-bit values, each with the filters that it passed: one set for all measures that count
 * the same values. A value takes 9 bytes with up to 8 filters, and 16 with more.
 */
public final class DistinctLongs extends DistinctTable {
  private long[] values = {};

  /**
   * An empty set.
   *
   * @param filters how many there are, up to 64
   */
  public DistinctLongs(int filters) {
    super(filters);
  }

  private DistinctLongs(DistinctLongs from) {
    super(from);
    values = from.values.clone();
  }

  /** The set, which shares nothing with this one. */
  public DistinctLongs copy() {
    return new DistinctLongs(this);
  }

  /**
   * Adds a value.
   *
   * @param filters the filters that it passed, a bit for each; without one nothing is added
   */
  public void add(long value, long filters) {
    if (filters == 0) {
      return;
    }
    if (isFull()) {
      grow(capacityFor(size() + 1));
    }
    int place = place(value);
    values[place] = value;
    mark(place, filters);
  }

  /** Adds all values of another set with the same filters. */
  public void addAll(DistinctLongs other) {
    int capacity = other.values.length;
    int step = step(capacity);
    for (int i = 0, at = 0; i < capacity; i++, at = (at + step) & (capacity - 1)) {
      add(other.values[at], other.mask(at));
    }
  }

  /** The place of a value, or the free one where it belongs. */
  private int place(long value) {
    int last = values.length - 1;
    int at = index(value, values.length);
    while (mask(at) != 0 && values[at] != value) {
      at = (at + 1) & last;
    }
    return at;
  }

  private void grow(int capacity) {
    long[] before = values;
    Masks masks = resize(capacity);
    values = new long[capacity];
    for (int i = 0; i < before.length; i++) {
      long mask = masks.at(i);
      if (mask != 0) {
        int place = place(before[i]);
        values[place] = before[i];
        move(mask, place);
      }
    }
  }

  /** The values that passed a filter, in ascending order. */
  public List<Long> ascending(int filter) {
    long[] sorted = new long[Math.toIntExact(count(filter))];
    int length = 0;
    for (int at = next(-1); at >= 0; at = next(at)) {
      if (has(at, filter)) {
        sorted[length++] = values[at];
      }
    }
    Arrays.sort(sorted);
    List<Long> list = new ArrayList<>(length);
    for (long value : sorted) {
      list.add(value);
    }
    return list;
  }

  /** Takes a value and the filters that it passed. */
  @FunctionalInterface
  public interface Each {
    void accept(long value, long filters);
  }

  /** Gives all values, in no order. */
  public void forEach(Each each) {
    for (int at = next(-1); at >= 0; at = next(at)) {
      each.accept(values[at], mask(at));
    }
  }

  /** Writes the set, with as few bytes a value as the one furthest from 0 needs. */
  public void write(DataOutputView out) throws IOException {
    long all = 0;
    for (int at = next(-1); at >= 0; at = next(at)) {
      all |= DistinctBytes.folded(values[at]);
    }
    DistinctBytes.Writer writer = new DistinctBytes.Writer(size(), all, filters, out);
    for (int at = next(-1); at >= 0; at = next(at)) {
      writer.write(values[at], mask(at));
    }
    writer.end();
  }

  /** Reads what {@link #write} wrote with as many filters. */
  public static DistinctLongs read(int filters, DataInputView in) throws IOException {
    DistinctLongs set = new DistinctLongs(filters);
    DistinctBytes.Reader reader = new DistinctBytes.Reader(filters, in);
    if (reader.count() > 0) {
      set.grow(capacityFor(reader.count()));
    }
    while (reader.next()) {
      set.add(reader.value(), reader.mask());
    }
    return set;
  }
}
