package io.millrace.compiler.reference;

import io.millrace.compiler.schema.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page {@code docs/reference/pipeline.md}: the schema of pipeline files, as prose and tables.
 */
final class PipelinePage {
  private static final String SCHEMA = "/io/millrace/schemas/%s-v1.schema.json";
  private static final String HEAD =
      """
      <!-- Written by ReferenceDocsTest from %s-v1.schema.json. Do not edit. -->
      # %s files

      Every field of a %s file. A field is optional unless its default is *required*. Where a field says
      *deploy time*, its text may hold `${parameter}`, which is replaced when the job starts.
      [The language guide](../language.md) says what expressions, types and windows mean;
      [diagnostics](diagnostics.md) lists what the compiler refuses.
      """;

  private final JsonNode schema;

  /** Definitions of pipelines, which the schemas of other kinds refer to. */
  private final JsonNode shared;

  private final StringBuilder page;

  private PipelinePage(String kind) {
    schema = read(kind);
    shared = read("pipeline");
    String title = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    page = new StringBuilder(HEAD.formatted(kind, title, kind));
  }

  static String render(String kind) {
    return new PipelinePage(kind).write();
  }

  static JsonNode read(String kind) {
    try (InputStream in = PipelinePage.class.getResourceAsStream(SCHEMA.formatted(kind))) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write() {
    page.append('\n').append(text(schema, "description")).append("\n\n");
    example(schema);
    fields(schema);
    trimEnd();
    Set<String> variants = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> def : schema.path("$defs").properties()) {
      String level = variants.contains(def.getKey()) ? "###" : "##";
      section(level, def.getKey(), def.getValue());
      variants.addAll(variantsOf(def.getValue()));
    }
    return page.toString();
  }

  /** The definitions that {@code type} chooses from. */
  private static List<String> variantsOf(JsonNode def) {
    JsonNode holder = def.has("allOf") ? def : def.path("else");
    List<String> variants = new ArrayList<>();
    for (JsonNode choice : holder.path("allOf")) {
      variants.add(target(choice.path("then")));
    }
    return variants;
  }

  private void section(String level, String name, JsonNode def) {
    page.append("\n<a id=\"%s\"></a>\n".formatted(name));
    page.append("%s %s\n\n".formatted(level, text(def, "title")));
    page.append(text(def, "description")).append("\n\n");
    List<String> variants = variantsOf(def);
    if (!variants.isEmpty()) {
      page.append("Its `type` is one of:\n\n");
      for (String variant : variants) {
        JsonNode chosen = schema.get("$defs").get(variant);
        String type = chosen.at("/properties/type/const").stringValue();
        page.append("- [`%s`](#%s): %s\n".formatted(type, variant, text(chosen, "description")));
      }
      page.append('\n');
    }
    if (def.path("properties").size() > 1 || def.path("properties").size() > variants.size()) {
      fields(def);
    }
    if (def.has("pattern") && !def.has("properties")) {
      page.append("Pattern: `").append(text(def, "pattern")).append("`\n\n");
    }
    alternatives(def);
    example(def);
    pipeline(name);
    trimEnd();
  }

  /** A whole pipeline with a node of the type, and what it gives. */
  private void pipeline(String type) {
    List<String> types = nodeTypes(shared);
    if (!types.contains(type)) {
      return;
    }
    Path example = ExamplePipelines.of(type);
    page.append("[%s.yaml](../examples/%s.yaml) shows it at work:\n\n".formatted(type, type));
    page.append("```yaml\n").append(ExamplePipelines.text(example)).append("```\n\n");
    page.append("It gives\n\n```text\n");
    page.append(ExamplePipelines.text(ExamplePipelines.expectation(example))).append("```\n\n");
    List<Path> more = ExamplePipelines.more(type, types);
    if (!more.isEmpty()) {
      page.append("More examples: ");
      page.append(
          more.stream()
              .map(ExamplePipelines::name)
              .map(name -> "[%s](../examples/%s.yaml)".formatted(name, name))
              .collect(Collectors.joining(", ", "", ".\n\n")));
    }
  }

  /** The definitions of all sources, operators and sinks. */
  static List<String> nodeTypes(JsonNode schema) {
    return Stream.of("source", "operator", "sink")
        .flatMap(kind -> variantsOf(schema.get("$defs").get(kind)).stream())
        .toList();
  }

  private void fields(JsonNode def) {
    JsonNode properties = def.path("properties");
    if (properties.isMissingNode()) {
      return;
    }
    Set<String> required =
        def.path("required").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
    page.append("| field | value | default | |\n| --- | --- | --- | --- |\n");
    for (Map.Entry<String, JsonNode> field : properties.properties()) {
      JsonNode value = field.getValue();
      String description = text(value, "description");
      if (deployTime(value)) {
        description += " *Deploy time.*";
      }
      if (value.has("examples") && !value.has("const") && !value.has("enum")) {
        description += " For example " + code(YamlText.flow(value.get("examples").get(0))) + ".";
      }
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  field.getKey(),
                  kind(value),
                  required.contains(field.getKey()) ? "*required*" : defaultOf(value),
                  description.replace("|", "\\|")));
    }
    page.append('\n');
  }

  private static boolean deployTime(JsonNode value) {
    return value.has("x-deploy-time");
  }

  private static String defaultOf(JsonNode value) {
    JsonNode given = value.path("default");
    boolean none = given.isMissingNode() || (given.isString() && given.stringValue().isEmpty());
    return none ? "" : code(YamlText.flow(given));
  }

  private String kind(JsonNode value) {
    String target = target(value);
    if (!target.isEmpty()) {
      return link(target);
    }
    if (value.has("const")) {
      return code(value.get("const").asString());
    }
    if (value.has("enum")) {
      return value
          .get("enum")
          .valueStream()
          .map(v -> code(v.stringValue()))
          .collect(Collectors.joining(", "));
    }
    String then = target(value.path("then"));
    if (!then.isEmpty()) {
      return link(then) + " or " + link(target(value.path("else")));
    }
    String item = target(value.path("items"));
    String entry = target(value.path("additionalProperties"));
    if (!item.isEmpty()) {
      return "list of " + link(item);
    }
    if (!entry.isEmpty()) {
      String key = target(value.path("propertyNames"));
      return "mapping of " + (key.isEmpty() ? "texts" : link(key)) + " to " + link(entry);
    }
    JsonNode items = value.path("items").path("type");
    return items.isString() ? "list of " + kindName(items.stringValue()) + "s" : kinds(value);
  }

  private static String kinds(JsonNode value) {
    JsonNode type = value.path("type");
    List<String> names =
        type.isArray()
            ? type.valueStream().map(JsonNode::stringValue).toList()
            : List.of(type.stringValue());
    return names.stream().map(PipelinePage::kindName).collect(Collectors.joining(", "));
  }

  private static String kindName(String type) {
    return switch (type) {
      case "string" -> "text";
      case "integer" -> "whole number";
      case "number" -> "number";
      case "boolean" -> "`true`, `false`";
      case "array" -> "list";
      case "object" -> "mapping";
      default -> throw new IllegalStateException("unknown kind " + type);
    };
  }

  private String link(String definition) {
    JsonNode own = schema.path("$defs").path(definition);
    return own.isMissingNode()
        ? "[%s](pipeline.md#%s)"
            .formatted(text(shared.get("$defs").get(definition), "title"), definition)
        : "[%s](#%s)".formatted(text(own, "title"), definition);
  }

  /** The groups of fields of which one has to be there. */
  private void alternatives(JsonNode def) {
    alternatives(def.path("oneOf"), "Exactly one of %s is there.\n\n");
    alternatives(def.path("anyOf"), "At least one of %s is there.\n\n");
  }

  private void alternatives(JsonNode group, String sentence) {
    if (!group.isMissingNode()) {
      String names =
          group
              .valueStream()
              .map(choice -> code(choice.get("required").get(0).stringValue()))
              .collect(Collectors.joining(", "));
      page.append(sentence.formatted(names));
    }
  }

  private void example(JsonNode def) {
    if (!def.has("examples")) {
      return;
    }
    page.append("```yaml\n");
    String separator = "";
    for (JsonNode example : def.get("examples")) {
      page.append(separator).append(YamlText.block(example, ""));
      separator = "# or\n";
    }
    page.append("```\n\n");
  }

  private void trimEnd() {
    while (page.charAt(page.length() - 1) == '\n') {
      page.setLength(page.length() - 1);
    }
    page.append('\n');
  }

  private static String target(JsonNode node) {
    JsonNode ref = node.path("$ref");
    return ref.isMissingNode() ? "" : ref.stringValue().replaceFirst(".*#/\\$defs/", "");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).isMissingNode() ? "" : node.get(field).stringValue();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
