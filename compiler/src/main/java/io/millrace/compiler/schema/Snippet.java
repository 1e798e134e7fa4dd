package io.millrace.compiler.schema;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An example as a snippet of an editor, in the syntax of the Language Server Protocol: what a user
 * would change are stops for the tabulator, with the example's words as defaults.
 */
final class Snippet {
  /** Mappings up to this length stand in one line. */
  private static final int SHORT = 60;

  private int stops;

  private Snippet() {}

  /**
   * An entry of {@code defaultSnippets}.
   *
   * @param example a mapping
   * @param schema what holds for it
   */
  static ObjectNode of(String label, String description, JsonNode example, SchemaPath schema) {
    ObjectNode snippet = JsonNodeFactory.instance.objectNode();
    snippet.put("label", label);
    snippet.put("description", description);
    if (description.contains("`")) {
      snippet.put("markdownDescription", description);
    }
    snippet.set("body", new Snippet().body(example, schema));
    return snippet;
  }

  /** A line for each key; the language server writes them with the indentation of the place. */
  private ObjectNode body(JsonNode mapping, SchemaPath schema) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
      String key = key(entry.getKey(), schema);
      JsonNode value = entry.getValue();
      SchemaPath path = schema.at(entry.getKey());
      boolean isShort = YamlText.flow(value).length() <= SHORT;
      if (value.isObject() && !(isShort && holdsNoNode(value))) {
        body.set(key, body(value, path));
      } else if (value.path(0).isObject() && !isShort) {
        ArrayNode items = body.putArray(key);
        value.forEach(item -> items.add(body(item, path.items())));
      } else {
        body.put(key, flow(value, path));
      }
    }
    return body;
  }

  /** Nodes stand in lines of their own, however short they are. */
  private static boolean holdsNoNode(JsonNode mapping) {
    return mapping.valueStream().noneMatch(value -> value.has("type") && value.has("input"));
  }

  private String key(String key, SchemaPath schema) {
    return schema.names(key) ? YamlText.key(key) : stop(YamlText.key(key));
  }

  private String flow(JsonNode value, SchemaPath schema) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(
              entry ->
                  key(entry.getKey(), schema)
                      + ": "
                      + flow(entry.getValue(), schema.at(entry.getKey())))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(item -> flow(item, schema.items()))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String text = YamlText.flow(value);
    return schema.isConstant() ? escape(text) : stop(text);
  }

  private String stop(String text) {
    stops++;
    return "${" + stops + ":" + escape(text) + "}";
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}");
  }
}
