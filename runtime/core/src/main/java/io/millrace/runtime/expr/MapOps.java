package io.millrace.runtime.expr;

import java.util.LinkedHashMap;
import java.util.Map;

/** Functions of maps. */
public final class MapOps {
  private MapOps() {}

  /** A map that keeps the order of its entries. */
  @SafeVarargs
  public static <T> Map<String, T> ofEntries(Map.Entry<String, ? extends T>... entries) {
    Map<String, T> map = new LinkedHashMap<>();
    for (Map.Entry<String, ? extends T> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
    return map;
  }

  /** The value of a key; a missing key is an error. */
  public static <T> T get(Map<String, T> map, String key) {
    T value = map.get(key);
    if (value == null) {
      throw new ExpressionException("no such key: " + ValueOps.excerpt(key));
    }
    return value;
  }

  /** Adds an entry; a repeated key is an error. */
  public static <T> void putNew(Map<String, T> map, String key, T value) {
    if (map.put(key, value) != null) {
      throw new ExpressionException("repeated key: " + ValueOps.excerpt(key));
    }
  }
}
