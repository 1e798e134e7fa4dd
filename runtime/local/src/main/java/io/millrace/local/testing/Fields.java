package io.millrace.local.testing;

import java.lang.reflect.Field;

/** Reads what connectors keep to themselves: the decoders and encoders that jobs gave them. */
final class Fields {
  private Fields() {}

  static Object get(Object holder, String name) {
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return get(holder, field);
        }
      }
    }
    throw new IllegalStateException(
        "This is a bug in Millrace: " + holder.getClass() + " has no " + name);
  }

  private static Object get(Object holder, Field field) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
