package io.millrace.maven.jar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notices or licences of many jars as one text; a text that several jars share stands once. */
final class LegalTexts {
  private final Map<String, List<String>> owners = new LinkedHashMap<>();

  void add(String label, String text) {
    String normal = text.replace("\r\n", "\n").replace('\r', '\n').strip();
    if (!normal.isEmpty()) {
      List<String> labels = owners.computeIfAbsent(normal, t -> new ArrayList<>());
      if (!labels.contains(label)) {
        labels.add(label);
      }
    }
  }

  boolean isEmpty() {
    return owners.isEmpty();
  }

  /** Each text below the names of the jars that it came with. */
  String text() {
    StringBuilder out = new StringBuilder();
    String rule = "=".repeat(78);
    owners.forEach(
        (text, labels) -> {
          out.append(out.isEmpty() ? "" : "\n").append(rule).append('\n');
          labels.forEach(label -> out.append(label).append('\n'));
          out.append(rule).append("\n\n").append(text).append('\n');
        });
    return out.toString();
  }
}
