package io.millrace.compiler.yaml;

import java.util.ArrayList;
import java.util.List;

/** Where in the document reading stands, as {@code sinks.alerts.input[0]}. */
final class DocumentPath {
  private final List<String> segments = new ArrayList<>();

  void enter(String key) {
    segments.add(segments.isEmpty() ? key : "." + key);
  }

  void enter(int item) {
    segments.add("[" + item + "]");
  }

  void leave() {
    segments.remove(segments.size() - 1);
  }

  @Override
  public String toString() {
    return String.join("", segments);
  }
}
