package io.millrace.local.bench;

import java.lang.reflect.RecordComponent;

/**
 * How many bytes values take on HotSpot's heap, computed from its layout: a header of 12 bytes,
 * references of 4 (heaps below 32 GB), fields aligned to their size with small ones in the gap
 * behind the header, everything rounded up to 8.
 */
final class HeapSize {
  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  private HeapSize() {}

  /** A record and the strings that it refers to. */
  static long withStrings(Record row) {
    long size = shallow(row.getClass());
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      if (!component.getType().isPrimitive()) {
        Object value = value(row, component);
        if (value instanceof String text) {
          size += of(text);
        } else if (value != null) {
          throw new IllegalArgumentException("no size known of " + component);
        }
      }
    }
    return size;
  }

  /** A record alone: strings that it shares with another one are not counted. */
  static long shallow(Class<?> record) {
    int large = 0;
    int small = 0;
    for (RecordComponent component : record.getRecordComponents()) {
      int size = size(component.getType());
      if (size == Long.BYTES) {
        large += size;
      } else {
        small += size;
      }
    }
    return aligned(HEADER + (large > 0 ? Math.max(small, REFERENCE) : small) + large);
  }

  static long of(String text) {
    boolean latin1 = text.chars().allMatch(unit -> unit < 256);
    // The header, the reference to the array, the hash, and two bytes.
    return aligned(HEADER + REFERENCE + 4 + 2)
        + ofBytes(latin1 ? text.length() : 2 * text.length());
  }

  static long ofBytes(int length) {
    return aligned(ARRAY_HEADER + length);
  }

  private static int size(Class<?> type) {
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    }
    return type == boolean.class ? 1 : REFERENCE;
  }

  private static long aligned(int size) {
    return (size + 7) & -8;
  }

  private static Object value(Record row, RecordComponent component) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
