package io.millrace.runtime.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Distinct values of any type that has equality, each with the filters that it passed: one set for
 * all measures that count the same values.
 *
 * @param <T> the type of the values, which are immutable
 */
public final class DistinctObjects<T> extends DistinctTable {
  private Object[] values = {};

  /**
   * An empty set.
   *
   * @param filters how many there are, up to 64
   */
  public DistinctObjects(int filters) {
    super(filters);
  }

  private DistinctObjects(DistinctObjects<T> from) {
    super(from);
    values = from.values.clone();
  }

  /** The set, which shares nothing but the values with this one. */
  public DistinctObjects<T> copy() {
    return new DistinctObjects<>(this);
  }

  /** An empty set with room for so many values. */
  public static <T> DistinctObjects<T> withRoom(int filters, int values) {
    DistinctObjects<T> set = new DistinctObjects<>(filters);
    if (values > 0) {
      set.grow(capacityFor(values));
    }
    return set;
  }

  /**
   * Adds a value.
   *
   * @param filters the filters that it passed, a bit for each; without one nothing is added
   */
  public void add(T value, long filters) {
    if (filters == 0) {
      return;
    }
    if (isFull()) {
      grow(capacityFor(size() + 1));
    }
    int place = place(value);
    if (mask(place) == 0) {
      values[place] = value; // of equal ones the first stays, which is older, and moves less
    }
    mark(place, filters);
  }

  /** Adds all values of another set with the same filters. */
  public void addAll(DistinctObjects<T> other) {
    int capacity = other.values.length;
    int step = step(capacity);
    for (int i = 0, at = 0; i < capacity; i++, at = (at + step) & (capacity - 1)) {
      if (other.mask(at) != 0) {
        add(other.value(at), other.mask(at));
      }
    }
  }

  @SuppressWarnings("unchecked") // Only values of the type are put in.
  private T value(int place) {
    return (T) values[place];
  }

  /** The place of a value, or the free one where it belongs. */
  private int place(Object value) {
    int last = values.length - 1;
    int at = index(value.hashCode(), values.length);
    while (mask(at) != 0 && !values[at].equals(value)) {
      at = (at + 1) & last;
    }
    return at;
  }

  private void grow(int capacity) {
    Object[] before = values;
    Masks masks = resize(capacity);
    values = new Object[capacity];
    for (int i = 0; i < before.length; i++) {
      long mask = masks.at(i);
      if (mask != 0) {
        int place = place(before[i]);
        values[place] = before[i];
        move(mask, place);
      }
    }
  }

  /** The values that passed a filter, in no order. */
  public List<T> values(int filter) {
    List<T> list = new ArrayList<>(Math.toIntExact(count(filter)));
    for (int at = next(-1); at >= 0; at = next(at)) {
      if (has(at, filter)) {
        list.add(value(at));
      }
    }
    return list;
  }

  /** All values, in no order; an entry is only good until the next one is asked for. */
  public Iterable<Entry<T>> entries() {
    return () -> new Entry<>(this);
  }

  /** Reads the filters of a value of this set, as {@link Entry#writeFilters} wrote them. */
  public long readFilters(DataInputView in) throws IOException {
    return readFilters(filters, in);
  }

  /** Reads the filters of a value, of which there are {@code count}. */
  public static long readFilters(int count, DataInputView in) throws IOException {
    return DistinctBytes.readMask(count, in);
  }

  /** Writes the filters of a value, of which there are {@code count}. */
  public static void writeFilters(long filters, int count, DataOutputView out) throws IOException {
    DistinctBytes.writeMask(filters, count, out);
  }

  /** Goes over the values of a set, and is each of them. */
  public static final class Entry<T> implements Iterator<Entry<T>> {
    private final DistinctObjects<T> set;
    private int place = -1;
    private int next;

    private Entry(DistinctObjects<T> set) {
      this.set = set;
      next = set.next(-1);
    }

    @Override
    public boolean hasNext() {
      return next >= 0;
    }

    @Override
    public Entry<T> next() {
      if (next < 0) {
        throw new NoSuchElementException();
      }
      place = next;
      next = set.next(place);
      return this;
    }

    public T value() {
      return set.value(place);
    }

    /** The filters that the value passed. */
    public long filters() {
      return set.mask(place);
    }

    /** Writes the filters that the value passed. */
    public void writeFilters(DataOutputView out) throws IOException {
      DistinctObjects.writeFilters(filters(), set.filters, out);
    }
  }
}
