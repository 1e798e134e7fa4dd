package io.millrace.runtime.pattern;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that the steps of a pattern have matched so far. */
public final class Steps {
  private Steps() {}

  /** The row of a step that occurs once and has occurred. */
  public static <T> T one(Iterable<T> rows) {
    return rows.iterator().next();
  }

  /** The row of a step that occurs at most once; null if it has not occurred. */
  public static <T> @Nullable T find(@Nullable Iterable<T> rows) {
    Iterator<T> iterator = rows == null ? null : rows.iterator();
    return iterator != null && iterator.hasNext() ? iterator.next() : null;
  }

  /** The rows of a step that is repeated. */
  public static <T> List<T> all(@Nullable Iterable<T> rows) {
    List<T> all = new ArrayList<>();
    if (rows != null) {
      rows.forEach(all::add);
    }
    return all;
  }

  /** Any row of a match, which has at least one. */
  public static <T> T any(Map<String, List<T>> match) {
    return match.values().iterator().next().get(0);
  }
}
