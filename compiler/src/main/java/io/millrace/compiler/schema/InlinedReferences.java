package io.millrace.compiler.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts definitions in the place of references to them, where a field has a description of its own:
 * of a reference with anything beside it, editors show what the definition says.
 */
final class InlinedReferences {
  private static final List<String> WORDS =
      List.of("description", "markdownDescription", "x-intellij-html-description", "examples");

  /** Definitions by what refers to them. */
  private final Map<String, JsonNode> definitions;

  /** The references inside of which the walk is; a definition may hold itself. */
  private final Deque<String> open = new ArrayDeque<>();

  InlinedReferences(Map<String, JsonNode> definitions) {
    this.definitions = definitions;
  }

  void in(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      if (schema.has("description")) {
        for (String branch : List.of("then", "else")) {
          if (schema.path(branch).has("$ref")) {
            ObjectNode choice = (ObjectNode) schema.path(branch);
            merge(choice);
            choice.remove(WORDS);
            if (!choice.path("type").asString("").equals("object")) {
              choice.remove("title");
            }
          }
        }
      }
      if (schema.has("$ref") && schema.size() > 1) {
        merge(schema);
        return;
      }
      for (Map.Entry<String, JsonNode> entry : schema.properties()) {
        if (!entry.getKey().equals("defaultSnippets")) {
          in(entry.getValue());
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(this::in);
    }
  }

  private void merge(ObjectNode schema) {
    String reference = schema.path("$ref").asString();
    if (open.contains(reference)) {
      return;
    }
    schema.remove("$ref");
    JsonNode definition = definitions.get(reference).deepCopy();
    for (Map.Entry<String, JsonNode> entry : definition.properties()) {
      boolean said = schema.has("description") && WORDS.contains(entry.getKey());
      if (!said && !schema.has(entry.getKey())) {
        schema.set(entry.getKey(), entry.getValue());
      }
    }
    open.push(reference);
    in(schema);
    open.pop();
  }
}
