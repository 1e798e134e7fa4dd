package io.millrace.runtime.aggregate;

import io.millrace.runtime.expr.StringOps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Sets of values as lists, in an order that does not depend on how they came. */
public final class DistinctValues {
  private DistinctValues() {}

  /** The values in ascending order. */
  public static <T extends Comparable<? super T>> List<T> ascending(Collection<T> values) {
    return sorted(values, Comparator.naturalOrder());
  }

  /** The texts in ascending order of their code points, as expressions compare them. */
  public static List<String> ascendingTexts(Collection<String> values) {
    return sorted(values, StringOps::compare);
  }

  private static <T> List<T> sorted(Collection<T> values, Comparator<? super T> order) {
    List<T> sorted = new ArrayList<>(values);
    sorted.sort(order);
    return sorted;
  }
}
