package io.millrace.pipelines.bench;

import java.lang.reflect.Field;

/** Private fields of Flink's connectors, which have no way in for a benchmark. */
final class Parts {
  private Parts() {}

  static Object of(Object whole, Class<?> type, String name) {
    try {
      return field(type, name).get(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no " + name, e);
    }
  }

  static void set(Object whole, Class<?> type, String name, Object value) {
    try {
      field(type, name).set(whole, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no " + name, e);
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
