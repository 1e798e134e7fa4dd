package io.millrace.compiler.schema;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Snippets as the text that a user has who takes every default. */
public final class SnippetText {
  private static final Pattern STOP = Pattern.compile("\\$\\{\\d+:((?:[^\\\\}]|\\\\.)*)}|\\$\\d+");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([$}\\\\])");

  private SnippetText() {}

  /** The lines of a body. */
  static String of(JsonNode body) {
    StringBuilder out = new StringBuilder();
    write(body, "", out);
    return withDefaults(out.toString());
  }

  private static void write(JsonNode body, String indent, StringBuilder out) {
    for (Map.Entry<String, JsonNode> entry : body.properties()) {
      JsonNode value = entry.getValue();
      out.append(indent).append(entry.getKey()).append(':');
      if (value.isObject()) {
        out.append('\n');
        write(value, indent + "  ", out);
      } else if (value.isArray()) {
        out.append('\n');
        for (JsonNode item : value) {
          StringBuilder lines = new StringBuilder();
          write(item, indent + "    ", lines);
          out.append(indent).append("  - ").append(lines.toString().stripLeading());
        }
      } else {
        out.append(' ').append(value.asString()).append('\n');
      }
    }
  }

  /** A snippet with the default of each stop in its place. */
  public static String withDefaults(String snippet) {
    String text =
        STOP.matcher(snippet)
            .replaceAll(
                stop ->
                    stop.group(1) == null
                        ? ""
                        : stop.group(1).replace("\\", "\\\\").replace("$", "\\$"));
    return ESCAPED.matcher(text).replaceAll(found -> "\\" + found.group(1));
  }
}
