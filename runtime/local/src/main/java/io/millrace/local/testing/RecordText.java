package io.millrace.local.testing;

import io.millrace.compiler.testing.RecordPattern;
import io.millrace.compiler.testing.YamlJson;
import io.millrace.compiler.yaml.YamlNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records as a test would. */
final class RecordText {
  private RecordText() {}

  static String of(RecordPattern pattern) {
    List<String> parts = new ArrayList<>();
    add(parts, "key", pattern.key() == null ? null : YamlJson.text(pattern.key()));
    add(parts, "value", pattern.value() == null ? null : YamlJson.text(pattern.value()));
    headers(parts, pattern.headers());
    add(parts, "timestamp", time(pattern.timestampMillis()));
    add(parts, "topic", pattern.topic());
    return "{ " + String.join(", ", parts) + " }";
  }

  static String of(@Nullable SeenRecord record) {
    if (record == null) {
      return "{}";
    }
    List<String> parts = new ArrayList<>();
    add(parts, "key", record.key() == null ? null : value(record.key()));
    add(parts, "value", record.value() == null ? "null" : value(record.value()));
    headers(parts, record.headers());
    add(parts, "timestamp", time(record.timestampMillis()));
    return "{ " + String.join(", ", parts) + " }";
  }

  /** JSON as it is, all else as a quoted text. */
  private static String value(byte[] bytes) {
    YamlNode json = RecordMatch.json(bytes);
    return json == null ? YamlJson.quoted(RecordMatch.text(bytes)) : YamlJson.text(json);
  }

  private static @Nullable String time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }

  private static void headers(List<String> parts, Map<String, String> headers) {
    if (!headers.isEmpty()) {
      List<String> entries = new ArrayList<>();
      headers.forEach((name, text) -> entries.add(name + ": " + YamlJson.quoted(text)));
      parts.add("headers: { " + String.join(", ", entries) + " }");
    }
  }

  private static void add(List<String> parts, String name, @Nullable String text) {
    if (text != null) {
      parts.add(name + ": " + text);
    }
  }
}
