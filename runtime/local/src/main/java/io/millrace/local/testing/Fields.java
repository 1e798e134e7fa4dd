package io.millrace.local.testing;

import java.lang.reflect.Field;

/** Reads what connectors keep to themselves: the decoders and encoders that jobs gave them. */
final class Fields {
  private Fields() {}

  static Object get(Object holder, String name) {
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(holder);
      } catch (NoSuchFieldException e) {
        continue; // in a class above, perhaps
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException(
        "This is a bug in Millrace: " + holder.getClass() + " has no " + name);
  }
}
