package io.millrace.local.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares values of rows. */
final class Values {
  private Values() {}

  /**
   * Whether two values are equal; NaN is equal to itself.
   *
   * @param tolerance how far apart doubles may be
   */
  static boolean same(@Nullable Object a, @Nullable Object b, double tolerance) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.equals(y) || x.doubleValue() == y || Math.abs(x - y) <= tolerance;
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!same(x.get(i), y.get(i), tolerance)) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.entrySet().stream()
              .allMatch(entry -> same(entry.getValue(), y.get(entry.getKey()), tolerance));
    }
    return a.equals(b);
  }
}
