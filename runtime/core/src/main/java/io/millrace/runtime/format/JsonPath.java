package io.millrace.runtime.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a document a byte stands, as {@code address.city} or {@code tags[2]}. Found by reading
 * the document again: the path is needed only for an error, and so costs nothing before.
 */
final class JsonPath {
  private final byte[] bytes;
  private final List<String> steps = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();

  private JsonPath(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What to say of a field that an object lacks, which ends at the position. */
  static String missing(byte[] bytes, int start, int end, String name) {
    return "field "
        + parent(bytes, start, end)
        + name
        + ": missing in the object that ends at byte "
        + (end - start);
  }

  /** The path of the value at {@code at}; empty for the document itself. */
  static String of(byte[] bytes, int start, int at) {
    JsonPath path = new JsonPath(bytes);
    path.walk(start, at);
    return path.text(path.steps.size());
  }

  /**
   * The path of the object that is open at {@code at}, ready for a name; empty for the document.
   */
  static String parent(byte[] bytes, int start, int at) {
    JsonPath path = new JsonPath(bytes);
    path.walk(start, at);
    String parent = path.text(path.steps.size() - 1);
    return parent.isEmpty() ? "" : parent + ".";
  }

  private void walk(int start, int at) {
    int i = start;
    boolean name = false;
    while (i < at) {
      switch (bytes[i]) {
        case '{' -> {
          push("", -1);
          name = true;
        }
        case '[' -> {
          push("", 0);
          name = false;
        }
        case '}', ']' -> {
          if (!steps.isEmpty()) {
            steps.remove(steps.size() - 1);
            indexes.remove(indexes.size() - 1);
          }
          name = false;
        }
        case ',' -> {
          int last = indexes.size() - 1;
          if (last >= 0 && indexes.get(last) >= 0) {
            indexes.set(last, indexes.get(last) + 1);
          } else {
            name = true;
          }
        }
        case '"' -> {
          int from = i + 1;
          i = from;
          while (i < at && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
          }
          if (name && i < at && !steps.isEmpty()) {
            steps.set(steps.size() - 1, new String(bytes, from, i - from, StandardCharsets.UTF_8));
            name = false;
          }
        }
        default -> {}
      }
      i++;
    }
  }

  private void push(String step, int index) {
    steps.add(step);
    indexes.add(index);
  }

  private String text(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      if (indexes.get(i) >= 0) {
        out.append('[').append(indexes.get(i)).append(']');
      } else if (!steps.get(i).isEmpty()) {
        out.append(out.isEmpty() ? "" : ".").append(steps.get(i));
      }
    }
    return out.toString();
  }
}
