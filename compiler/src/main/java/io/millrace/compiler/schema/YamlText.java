package io.millrace.compiler.schema;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Shows a JSON value as a person would write it in YAML. */
public final class YamlText {
  private static final String PLAIN =
      "([A-Za-z_/]|\\.\\.?/)([A-Za-z0-9 ._<>()/%?+*=-]|:(?=[A-Za-z0-9/]))*|([0-9]+(ms|[smhd]))+";
  private static final String CONSTANT = "(?i)true|false|null";
  private static final String RESERVED = "(?i)true|false|null|y|n|yes|no|on|off";
  private static final String KEY = "[A-Za-z_][A-Za-z0-9._-]*";

  private YamlText() {}

  /** One line, with braces and brackets. */
  public static String flow(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(entry -> key(entry.getKey()) + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (node.isArray()) {
      return node.valueStream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    return node.isString() ? text(node.stringValue()) : node.toString();
  }

  /** A line for each key of a mapping, and for each of those of its mappings that are long. */
  public static String block(JsonNode node, String indent) {
    if (!node.isObject()) {
      return indent + flow(node) + "\n";
    }
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String value = flow(entry.getValue());
      out.append(indent).append(key(entry.getKey())).append(':');
      if (entry.getValue().isObject() && value.length() > 70) {
        out.append('\n').append(block(entry.getValue(), indent + "  "));
      } else {
        out.append(' ').append(value).append('\n');
      }
    }
    return out.toString();
  }

  /** A key of a mapping. */
  static String key(String key) {
    return key.matches(KEY) && !key.matches(CONSTANT) ? key : quoted(key);
  }

  /** A text in one line, in quotes where it needs them. */
  static String text(String text) {
    boolean plain = text.matches(PLAIN) && !text.matches(RESERVED) && !text.endsWith(" ");
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    return text.contains("\"") && !text.contains("'") && !text.contains("\t")
        ? "'" + text + "'"
        : '"' + escaped + '"';
  }
}
