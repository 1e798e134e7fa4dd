package io.millrace.compiler.schema;

import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** YAML nodes as the JSON that the schema library takes. Keys become texts, whatever their kind. */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  static JsonNode of(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      ObjectNode object = NODES.objectNode();
      for (YamlMapping.Entry entry : mapping.entries()) {
        object.set(entry.key().value(), of(entry.value()));
      }
      return object;
    }
    if (node instanceof YamlSequence sequence) {
      ArrayNode array = NODES.arrayNode(sequence.items().size());
      for (YamlNode item : sequence.items()) {
        array.add(of(item));
      }
      return array;
    }
    return scalar((YamlScalar) node);
  }

  /** JSON has whole numbers of any size and form, and nothing that is not finite. */
  private static JsonNode number(YamlScalar scalar) {
    double value = scalar.floatValue();
    if (!Double.isFinite(value)) {
      return NODES.stringNode(scalar.value());
    }
    return value == Math.rint(value)
        ? NODES.numberNode(new BigDecimal(value).toBigInteger())
        : NODES.numberNode(value);
  }

  private static JsonNode scalar(YamlScalar scalar) {
    return switch (scalar.kind()) {
      case NULL -> NODES.nullNode();
      case BOOL -> NODES.booleanNode(scalar.booleanValue());
      case INT -> NODES.numberNode(scalar.integerValue());
      case FLOAT -> number(scalar);
      case STRING -> NODES.stringNode(scalar.value());
    };
  }
}
