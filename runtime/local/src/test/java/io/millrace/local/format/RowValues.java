package io.millrace.local.format;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of generated records by name, without those that are absent. */
final class RowValues {
  private record Part(String name, Method value, @Nullable Method present) {}

  private final Map<Class<?>, List<Part>> parts = new HashMap<>();

  Map<String, Object> of(Object row) {
    Map<String, Object> out = new HashMap<>();
    try {
      for (Part part : parts.computeIfAbsent(row.getClass(), RowValues::parts)) {
        if (part.present() == null || (boolean) part.present().invoke(row)) {
          Object value = part.value().invoke(row);
          if (value != null) {
            out.put(part.name(), plain(value));
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return out;
  }

  private static List<Part> parts(Class<?> type) {
    Map<String, Method> accessors = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      accessors.put(component.getName(), component.getAccessor());
    }
    Set<String> flags = new HashSet<>();
    accessors.keySet().forEach(name -> flags.add(name + "Present"));
    List<Part> out = new ArrayList<>();
    accessors.forEach(
        (name, accessor) -> {
          if (!flags.contains(name)) {
            out.add(new Part(name, accessor, accessors.get(name + "Present")));
          }
        });
    return out;
  }

  private Object plain(Object value) {
    if (value instanceof Record row) {
      return of(row);
    }
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof List<?> list) {
      List<Object> out = new ArrayList<>(list.size());
      list.forEach(element -> out.add(plain(element)));
      return out;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> out = new HashMap<>();
      map.forEach((key, element) -> out.put((String) key, plain(element)));
      return out;
    }
    return value;
  }
}
