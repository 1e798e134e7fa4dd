package io.millrace.compiler.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a schema without Jackson's object mapper, whose start takes longer than all the rest of
 * loading and using a schema.
 */
final class SchemaReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaReader() {}

  static JsonNode read(byte[] json) {
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static JsonNode value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Text(parser.getString());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue().longValueExact());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default ->
          throw new IllegalStateException("no schema holds a " + parser.currentToken() + " token");
    };
  }

  private static JsonNode object(JsonParser parser) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return new ObjectNode(NODES, fields);
  }

  private static JsonNode array(JsonParser parser) {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  /**
   * A text that writes itself: the schema library asks every text of an {@code enum} for its JSON
   * when it loads a schema, and a plain node would start an object mapper for that.
   */
  private static final class Text extends StringNode {
    private static final long serialVersionUID = 1L;

    Text(String value) {
      super(value);
    }

    @Override
    public String toString() {
      return '"' + stringValue().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
