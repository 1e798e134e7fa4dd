package io.millrace.compiler.editor;

import io.millrace.compiler.schema.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A type of node, as the published schema describes it. */
record NodeType(String section, String type, JsonNode definition) {
  private static final String SCHEMA = "/io/millrace/schemas/pipeline-v1.schema.json";

  /** All types of sources, operators and sinks. */
  static List<NodeType> all() throws IOException {
    try (InputStream in = NodeType.class.getResourceAsStream(SCHEMA)) {
      JsonNode definitions = JsonMapper.shared().readTree(in).path("$defs");
      List<NodeType> types = new ArrayList<>();
      for (String kind : List.of("source", "operator", "sink")) {
        for (JsonNode type : definitions.path(kind).at("/properties/type/enum")) {
          String name = type.asString();
          types.add(new NodeType(kind + "s", name, definitions.path(kind + "-" + name)));
        }
      }
      return types;
    }
  }

  String description() {
    return definition.path("description").asString();
  }

  /** Descriptions of the fields other than the type, by name. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : definition.path("properties").properties()) {
      if (!field.getKey().equals("type")) {
        fields.put(field.getKey(), field.getValue().path("description").asString());
      }
    }
    return fields;
  }

  /** A value of a field, in one line: an example, or a value it can have. */
  String value(String field) {
    JsonNode schema = definition.path("properties").path(field);
    if (schema.has("examples")) {
      return YamlText.flow(schema.path("examples").get(0));
    }
    return schema.has("enum") ? YamlText.flow(schema.path("enum").get(0)) : "{}";
  }

  @Override
  public String toString() {
    return section + " of type " + type;
  }
}
