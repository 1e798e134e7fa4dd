package io.millrace.pipelines.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as the oracle has it.
 *
 * @param values by field; null for an absent one
 * @param time its event time in milliseconds
 */
record Row(Map<String, @Nullable Object> values, long time) {
  static Row of(long time) {
    return new Row(new LinkedHashMap<>(), time);
  }

  Row with(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  @Nullable Object get(String name) {
    return values.get(name);
  }
}
