package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys and their values, in the order of the file; no two keys have the same text. */
public record YamlMapping(List<Entry> entries, Span span) implements YamlNode {
  public YamlMapping {
    entries = List.copyOf(entries);
  }

  /**
   * A key and its value.
   *
   * @param key of any kind but null; compared by its text
   */
  public record Entry(YamlScalar key, YamlNode value) {}

  /** The entry whose key has this text, or null. */
  public @Nullable Entry entry(String key) {
    for (Entry entry : entries) {
      if (entry.key().value().equals(key)) {
        return entry;
      }
    }
    return null;
  }

  /** The value under a key, or null where the key does not occur. */
  public @Nullable YamlNode get(String key) {
    Entry entry = entry(key);
    return entry == null ? null : entry.value();
  }
}
