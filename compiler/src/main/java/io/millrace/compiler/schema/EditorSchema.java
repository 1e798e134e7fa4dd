package io.millrace.compiler.schema;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published schemas as editors want them: each value of a {@code type} says what it is,
 * descriptions are marked up, and examples are snippets. They accept the same files.
 *
 * <p>All of it is derived, so that a field has one description and one set of examples.
 */
public final class EditorSchema {
  private static final List<String> MAPPINGS = List.of("properties", "$defs");
  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> SINGLES =
      List.of("additionalProperties", "propertyNames", "items", "then", "else");
  private static final String SHARED = DocumentKind.PIPELINE.schemaFile();
  private static final int LABEL = 60;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PipelineSchema whole;

  /** The definitions that a {@code type} chooses from. */
  private final Set<String> variants = new HashSet<>();

  private EditorSchema(PipelineSchema whole) {
    this.whole = whole;
    collectVariants(whole.root());
  }

  private void collectVariants(JsonNode node) {
    if (node.at("/if/properties/type/const").isString()) {
      variants.add(name(node.path("then")));
    }
    node.forEach(this::collectVariants);
  }

  /** The text of each schema, by the name of its file. They refer to each other by these names. */
  public static Map<String, String> files() {
    ObjectWriter writer = JsonMapper.shared().writerWithDefaultPrettyPrinter();
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<DocumentKind, ObjectNode> schema : all().entrySet()) {
      files.put(schema.getKey().schemaFile(), writer.writeValueAsString(schema.getValue()) + "\n");
    }
    return files;
  }

  static Map<DocumentKind, ObjectNode> all() {
    Map<DocumentKind, ObjectNode> schemas = new EnumMap<>(DocumentKind.class);
    for (DocumentKind kind : DocumentKind.values()) {
      ObjectNode root = (ObjectNode) PipelineSchema.published(kind);
      new EditorSchema(PipelineSchema.of(kind)).rewriteRoot(root, kind);
      schemas.put(kind, root);
    }
    Map<String, JsonNode> shared = new HashMap<>();
    for (Map.Entry<String, JsonNode> definition : definitions(schemas.get(DocumentKind.PIPELINE))) {
      shared.put(
          SHARED + "#/$defs/" + definition.getKey(), absolute(definition.getValue().deepCopy()));
    }
    for (ObjectNode root : schemas.values()) {
      Map<String, JsonNode> known = new HashMap<>(shared);
      for (Map.Entry<String, JsonNode> definition : definitions(root)) {
        known.put("#/$defs/" + definition.getKey(), definition.getValue().deepCopy());
      }
      new InlinedReferences(known).in(root);
    }
    return schemas;
  }

  private static Set<Map.Entry<String, JsonNode>> definitions(JsonNode root) {
    return root.path("$defs").properties();
  }

  /** Names the file in each reference. */
  private static JsonNode absolute(JsonNode node) {
    if (node.path("$ref").isString()) {
      ((ObjectNode) node).put("$ref", SHARED + node.path("$ref").stringValue());
    }
    node.forEach(EditorSchema::absolute);
    return node;
  }

  private void rewriteRoot(ObjectNode root, DocumentKind kind) {
    JsonNode skeleton = root.remove("examples").get(0);
    String label = kind.word().toLowerCase(Locale.ROOT);
    String description = root.path("description").asString();
    rewrite(root, false);
    root.putArray("defaultSnippets")
        .add(Snippet.of(label, description, skeleton, SchemaPath.of(whole, root)));
  }

  private void rewrite(JsonNode node, boolean isVariant) {
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    for (String keyword : MAPPINGS) {
      for (Map.Entry<String, JsonNode> entry : schema.path(keyword).properties()) {
        rewrite(entry.getValue(), keyword.equals("$defs") && variants.contains(entry.getKey()));
      }
    }
    LISTS.forEach(keyword -> schema.path(keyword).forEach(branch -> rewrite(branch, false)));
    SINGLES.forEach(keyword -> rewrite(schema.path(keyword), false));
    String description = schema.path("description").asString();
    if (isVariant) {
      describe((ObjectNode) schema.at("/properties/type"), description, "");
    }
    String examples = examples(schema, isVariant);
    if (schema.has("description")) {
      describe(schema, description, examples);
    }
    if (schema.at("/properties/type").has("enum") && schema.has("allOf")) {
      choices(schema);
    }
    JsonNode entries = definition(schema.path("additionalProperties"));
    if (entries.has("allOf")) {
      schema.set("defaultSnippets", named(schema, entries));
    }
    separate(schema);
    reword(schema);
  }

  /** What the editor is to say, and without what only the compiler reads. */
  private static void reword(ObjectNode schema) {
    JsonNode expected = schema.path("x-expected");
    if (expected.isString()) {
      schema.put("patternErrorMessage", "expected " + expected.stringValue());
    }
    schema.remove(List.of("x-kind", "x-expected", "x-help", "x-deploy-time"));
    if (schema.has("const")) {
      schema.remove("examples"); // it is its own example
    }
  }

  /** Marks a description up, where that shows. */
  private static void describe(ObjectNode schema, String description, String examples) {
    schema.put("description", description);
    if (!examples.isEmpty() || description.contains("`")) {
      schema.put("markdownDescription", description + examples);
    } else {
      schema.remove("markdownDescription");
    }
    if (description.contains("`")) {
      schema.put("x-intellij-html-description", html(description));
    } else {
      schema.remove("x-intellij-html-description");
    }
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  /**
   * Makes snippets of the examples that are mappings, as an editor would list them all under one
   * meaningless name.
   *
   * @return these examples, for the description
   */
  private String examples(ObjectNode schema, boolean isVariant) {
    List<JsonNode> plain = new ArrayList<>();
    ArrayNode snippets = NODES.arrayNode();
    StringBuilder shown = new StringBuilder();
    for (JsonNode example : schema.path("examples")) {
      if (example.isObject()) {
        shown.append("\n\n```yaml\n").append(YamlText.block(example, "")).append("```");
        snippets.add(
            Snippet.of(
                label(example),
                schema.path("description").asString(),
                example,
                SchemaPath.of(whole, schema)));
      } else {
        plain.add(example);
      }
    }
    schema.remove("examples");
    if (!plain.isEmpty()) {
      schema.putArray("examples").addAll(plain);
    }
    // Those of a variant stand where its type is still to be chosen.
    if (!isVariant && !snippets.isEmpty()) {
      schema.set("defaultSnippets", snippets);
    }
    return shown.toString();
  }

  private static String label(JsonNode example) {
    String text = YamlText.flow(example);
    return text.length() <= LABEL ? text : text.substring(0, LABEL - 1) + "…";
  }

  /** Says of each type what it is, and offers a node of each where there is no type yet. */
  private void choices(ObjectNode schema) {
    ArrayNode snippets = NODES.arrayNode();
    ArrayNode descriptions = NODES.arrayNode();
    for (JsonNode branch : schema.path("allOf")) {
      JsonNode variant = definition(branch.path("then"));
      String description = variant.path("description").asString();
      descriptions.add(description);
      snippets.add(
          Snippet.of(type(variant), description, example(variant), SchemaPath.of(whole, variant)));
    }
    ObjectNode type = (ObjectNode) schema.at("/properties/type");
    type.set("enumDescriptions", descriptions);
    type.set("markdownEnumDescriptions", descriptions.deepCopy());
    schema.remove("defaultSnippets");
    ArrayNode either = NODES.arrayNode();
    ObjectNode untyped = either.addObject();
    untyped.putObject("not").putArray("required").add("type");
    untyped.set("defaultSnippets", snippets);
    either.addObject().putArray("required").add("type");
    ((ArrayNode) schema.path("allOf")).addObject().set("anyOf", either);
  }

  /** Offers a node of each type with a name, where nodes are listed. */
  private ArrayNode named(JsonNode section, JsonNode node) {
    ArrayNode snippets = NODES.arrayNode();
    for (JsonNode branch : node.path("allOf")) {
      JsonNode variant = definition(branch.path("then"));
      ObjectNode entry = NODES.objectNode();
      entry.set(type(variant), example(variant));
      snippets.add(
          Snippet.of(
              type(variant),
              variant.path("description").asString(),
              entry,
              SchemaPath.of(whole, section)));
    }
    return snippets;
  }

  private static String type(JsonNode variant) {
    return variant.at("/properties/type/const").asString();
  }

  private static JsonNode example(JsonNode variant) {
    return variant.path("examples").get(0);
  }

  /**
   * Puts what holds for lists or mappings beside what may also be a text: editors would take the
   * field for a list or a mapping.
   */
  private static void separate(ObjectNode schema) {
    boolean maybeText =
        schema.path("type").valueStream().anyMatch(type -> type.asString().equals("string"));
    for (List<String> group :
        List.of(List.of("items"), List.of("properties", "additionalProperties"))) {
      if (maybeText && schema.has(group.get(0))) {
        ObjectNode apart = NODES.objectNode();
        group.forEach(keyword -> apart.set(keyword, schema.remove(keyword)));
        ArrayNode all =
            schema.path("allOf") instanceof ArrayNode there ? there : schema.putArray("allOf");
        all.add(apart);
      }
    }
  }

  private JsonNode definition(JsonNode reference) {
    return whole.root().path("$defs").path(name(reference));
  }

  private static String name(JsonNode reference) {
    return reference.path("$ref").asString().replaceFirst(".*/", "");
  }
}
