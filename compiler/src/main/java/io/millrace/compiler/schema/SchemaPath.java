package io.millrace.compiler.schema;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * All subschemas that may apply to one value: with what they refer to, and with every branch of
 * theirs, whichever the value would take.
 */
final class SchemaPath {
  private final PipelineSchema schema;
  private final List<JsonNode> candidates;

  private SchemaPath(PipelineSchema schema, List<JsonNode> candidates) {
    this.schema = schema;
    this.candidates = candidates;
  }

  static SchemaPath of(PipelineSchema schema, JsonNode subschema) {
    return of(schema, List.of(subschema));
  }

  private static SchemaPath of(PipelineSchema schema, List<JsonNode> subschemas) {
    List<JsonNode> all = new ArrayList<>();
    subschemas.forEach(subschema -> expand(schema, subschema, all));
    return new SchemaPath(schema, all);
  }

  private static void expand(PipelineSchema schema, JsonNode subschema, List<JsonNode> into) {
    if (!subschema.isObject()) {
      return;
    }
    into.add(subschema);
    if (subschema.has("$ref")) {
      String name = subschema.path("$ref").stringValue().replaceFirst(".*/", "");
      expand(schema, schema.root().path("$defs").path(name), into);
    }
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      subschema.path(keyword).forEach(branch -> expand(schema, branch, into));
    }
    for (String keyword : List.of("then", "else")) {
      expand(schema, subschema.path(keyword), into);
    }
  }

  /** Whether a key is the language's, and not made up by the user. */
  boolean names(String key) {
    return candidates.stream()
        .anyMatch(
            candidate ->
                candidate.path("properties").has(key)
                    || (candidate.has("properties") && !candidate.has("additionalProperties")));
  }

  /** What holds for the value of a key. */
  SchemaPath at(String key) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode candidate : candidates) {
      JsonNode property = candidate.path("properties").path(key);
      found.add(property.isMissingNode() ? candidate.path("additionalProperties") : property);
    }
    return of(schema, found);
  }

  /** What holds for the items of a list. */
  SchemaPath items() {
    return of(schema, candidates.stream().map(candidate -> candidate.path("items")).toList());
  }

  /** Whether it leaves no choice. */
  boolean isConstant() {
    return candidates.stream().anyMatch(candidate -> candidate.has("const"));
  }
}
