package io.millrace.runtime.join;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares values of rows whose classes do not do it by value: bytes, alone or in collections. */
public final class Rows {
  private Rows() {}

  /** Whether two values are the same. */
  public static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof List<?> a && other instanceof List<?> b) {
      if (a.size() != b.size()) {
        return false;
      }
      Iterator<?> rest = b.iterator();
      for (Object element : a) {
        if (!same(element, rest.next())) {
          return false;
        }
      }
      return true;
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return a.size() == b.size()
          && a.entrySet().stream()
              .allMatch(
                  entry ->
                      b.containsKey(entry.getKey())
                          && same(entry.getValue(), b.get(entry.getKey())));
    }
    return Objects.deepEquals(one, other);
  }
}
