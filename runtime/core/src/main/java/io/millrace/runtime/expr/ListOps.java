package io.millrace.runtime.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of lists. */
public final class ListOps {
  private ListOps() {}

  /** The element at an index from 0; outside of the list is an error. */
  public static <T> T get(List<T> list, long index) {
    if (index < 0 || index >= list.size()) {
      throw new ExpressionException(
          "index " + index + " is outside of a list of " + list.size() + " elements");
    }
    return list.get((int) index);
  }

  /** The element at an index from 0, or null outside of the list. */
  public static <T> @Nullable T find(List<T> list, long index) {
    return index < 0 || index >= list.size() ? null : list.get((int) index);
  }

  public static boolean contains(List<Long> list, long value) {
    for (long element : list) {
      if (element == value) {
        return true;
      }
    }
    return false;
  }

  public static boolean contains(List<Double> list, double value) {
    for (double element : list) {
      if (element == value) {
        return true;
      }
    }
    return false;
  }

  public static boolean contains(List<Boolean> list, boolean value) {
    for (boolean element : list) {
      if (element == value) {
        return true;
      }
    }
    return false;
  }

  public static boolean contains(List<?> list, Object value) {
    for (Object element : list) {
      if (ValueOps.equal(element, value)) {
        return true;
      }
    }
    return false;
  }

  public static <T> List<T> concat(List<T> a, List<T> b) {
    if (a.isEmpty()) {
      return b;
    }
    if (b.isEmpty()) {
      return a;
    }
    List<T> joined = new ArrayList<>(a.size() + b.size());
    joined.addAll(a);
    joined.addAll(b);
    return joined;
  }

  /** The elements from an index up to, but without, another. */
  public static <T> List<T> slice(List<T> list, long from, long to) {
    if (from < 0 || from > to || to > list.size()) {
      throw new ExpressionException(
          "slice from " + from + " to " + to + " of a list of " + list.size() + " elements");
    }
    return new ArrayList<>(list.subList((int) from, (int) to));
  }

  /** The elements without repeats, each where it stood first. */
  public static <T> List<T> distinct(List<T> list) {
    List<T> kept = new ArrayList<>();
    for (T element : list) {
      boolean known = false;
      for (T other : kept) {
        known |= ValueOps.equal(element, other);
      }
      if (!known) {
        kept.add(element);
      }
    }
    return kept;
  }

  public static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  /** The elements of all lists, one after the other. */
  public static <T> List<T> flatten(List<List<T>> lists) {
    List<T> flat = new ArrayList<>();
    lists.forEach(flat::addAll);
    return flat;
  }

  public static long greatestInt(List<Long> list) {
    checkNotEmpty(list);
    long greatest = list.get(0);
    for (long element : list) {
      greatest = Math.max(greatest, element);
    }
    return greatest;
  }

  public static long leastInt(List<Long> list) {
    checkNotEmpty(list);
    long least = list.get(0);
    for (long element : list) {
      least = Math.min(least, element);
    }
    return least;
  }

  public static double greatestDouble(List<Double> list) {
    checkNotEmpty(list);
    double greatest = list.get(0);
    for (double element : list) {
      greatest = DoubleOps.greatest(greatest, element);
    }
    return greatest;
  }

  public static double leastDouble(List<Double> list) {
    checkNotEmpty(list);
    double least = list.get(0);
    for (double element : list) {
      least = DoubleOps.least(least, element);
    }
    return least;
  }

  private static void checkNotEmpty(List<?> list) {
    if (list.isEmpty()) {
      throw new ExpressionException("an empty list has no greatest or least element");
    }
  }
}
