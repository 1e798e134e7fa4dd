package io.millrace.runtime.parquet;

/** The slots of elements of lists and values of maps. */
public final class ParquetElements {
  private ParquetElements() {}

  public static LongSlot ints() {
    return new LongSlot(LongSlot.Kind.INT);
  }

  public static LongSlot timestamps() {
    return new LongSlot(LongSlot.Kind.TIMESTAMP);
  }

  public static LongSlot durations() {
    return new LongSlot(LongSlot.Kind.DURATION);
  }

  public static DoubleSlot doubles() {
    return new DoubleSlot();
  }

  public static BoolSlot bools() {
    return new BoolSlot();
  }

  public static StringSlot strings() {
    return new StringSlot();
  }

  public static BytesSlot bytes() {
    return new BytesSlot();
  }

  public static DecimalSlot decimals(int precision, int scale) {
    return new DecimalSlot(precision, scale);
  }

  public static <R> GroupSlot<R> groups(ParquetGroup<R> group) {
    return new GroupSlot<>(group);
  }

  public static <E> ListSlot<E> lists(ParquetSlot element) {
    return new ListSlot<>(element);
  }

  public static <V> MapSlot<V> maps(ParquetSlot value) {
    return new MapSlot<>(value);
  }
}
