package io.millrace.compiler.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the published schema itself. */
class PipelineSchemaTest {
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$id",
          "$defs",
          "title",
          "description",
          "default",
          "examples",
          "x-kind",
          "x-expected",
          "x-help",
          "x-deploy-time");
  private static final Set<String> STRUCTURE =
      Set.of("$ref", "properties", "items", "allOf", "if", "then", "else");

  /** The keywords for whose errors there are words. */
  private static final Set<String> WORDED =
      Set.of(
          "type",
          "enum",
          "const",
          "pattern",
          "propertyNames",
          "required",
          "additionalProperties",
          "oneOf",
          "anyOf",
          "uniqueItems",
          "minLength",
          "minItems",
          "minProperties",
          "minimum",
          "maximum",
          "exclusiveMinimum");

  private static final JsonNode ROOT = PipelineSchema.get().root();
  private static final Map<String, JsonNode> SUBSCHEMAS = subschemas();

  @Test
  void isValidUnderItsMetaSchema() {
    Schema metaSchema =
        SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
    assertThat(metaSchema.validate(ROOT)).isEmpty();
    ObjectNode broken = (ObjectNode) ROOT.deepCopy();
    broken.put("minLength", "one");
    assertThat(metaSchema.validate(broken)).isNotEmpty();
  }

  @Test
  void describesEveryProperty() {
    Set<String> without = new TreeSet<>();
    SUBSCHEMAS.forEach(
        (pointer, subschema) -> {
          for (Map.Entry<String, JsonNode> property : subschema.path("properties").properties()) {
            // The constraint of an if describes nothing.
            if (!pointer.endsWith("/if") && !isSentence(property.getValue().path("description"))) {
              without.add(pointer + "/properties/" + property.getKey());
            }
          }
        });
    assertThat(without).isEmpty();
  }

  @Test
  void titlesDescribesAndExemplifiesEveryDefinition() {
    Set<String> without = new TreeSet<>();
    for (Map.Entry<String, JsonNode> definition : ROOT.path("$defs").properties()) {
      JsonNode subschema = definition.getValue();
      if (!isSentence(subschema.path("description"))
          || !subschema.has("title")
          || subschema.path("examples").isEmpty()) {
        without.add(definition.getKey());
      }
    }
    assertThat(without).isEmpty();
  }

  private static boolean isSentence(JsonNode description) {
    return description.asString("").matches("[A-Z`](?s:.*)\\.");
  }

  @Test
  @Tag("thorough")
  void hasExamplesAndDefaultsThatAreValid() {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Map.Entry<String, JsonNode> entry : SUBSCHEMAS.entrySet()) {
      Schema subschema = compile(entry.getKey());
      List<JsonNode> values = new ArrayList<>();
      entry.getValue().path("examples").forEach(values::add);
      // The default of a description is the empty one that is there when it is left out.
      if (entry.getValue().has("default")) {
        values.add(entry.getValue().path("default"));
      }
      for (JsonNode value : values) {
        checked++;
        for (Error error : subschema.validate(value)) {
          wrong.add(entry.getKey() + " " + value + ": " + error.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(checked).isGreaterThan(150);
  }

  @Test
  void usesOnlyKeywordsThatErrorsAreWordedFor() {
    Set<String> unknown = new TreeSet<>();
    SUBSCHEMAS
        .values()
        .forEach(
            subschema ->
                subschema
                    .propertyNames()
                    .forEach(
                        keyword -> {
                          if (!ANNOTATIONS.contains(keyword)
                              && !STRUCTURE.contains(keyword)
                              && !WORDED.contains(keyword)) {
                            unknown.add(keyword);
                          }
                        }));
    assertThat(unknown).isEmpty();
  }

  @Test
  void saysInWordsWhatAPatternMeans() {
    SUBSCHEMAS.forEach(
        (pointer, subschema) ->
            assertThat(subschema.has("pattern"))
                .as(pointer)
                .isEqualTo(subschema.has("x-expected")));
  }

  @Test
  void closesEveryMapping() {
    SUBSCHEMAS.forEach(
        (pointer, subschema) -> {
          boolean selects = subschema.has("allOf") || pointer.matches(".*/(if|else)");
          if (subschema.has("properties") && !selects) {
            assertThat(subschema.path("additionalProperties").isBoolean()).as(pointer).isTrue();
          }
        });
  }

  @Test
  void hasADefinitionForEachType() {
    SUBSCHEMAS.forEach(
        (pointer, subschema) -> {
          if (subschema.has("allOf")) {
            List<String> types =
                Wording.texts(subschema.path("properties").path("type").path("enum"));
            List<String> branches = new ArrayList<>();
            for (JsonNode branch : subschema.path("allOf")) {
              String type = branch.at("/if/properties/type/const").asString();
              assertThat(Wording.texts(branch.at("/if/required"))).contains("type");
              JsonNode node = PipelineSchema.get().resolve(branch.path("then"));
              assertThat(node.at("/properties/type/const").asString()).isEqualTo(type);
              assertThat(Wording.texts(node.path("required"))).contains("type");
              branches.add(type);
            }
            assertThat(branches).as(pointer).isEqualTo(types).isNotEmpty();
          }
        });
  }

  @Test
  void givesEveryNodeTheSameHead() {
    JsonNode first = ROOT.at("/$defs/source-kafka/properties");
    for (Map.Entry<String, JsonNode> definition : ROOT.path("$defs").properties()) {
      boolean node =
          definition.getKey().matches("(source|operator|sink)-.*")
              && definition.getValue().path("properties").has("type");
      // A fragment is several nodes: its uid stands before theirs.
      if (node && !definition.getKey().equals("operator-fragment")) {
        for (String name : List.of("uid", "description", "parallelism")) {
          assertThat(definition.getValue().path("properties").path(name))
              .as(definition.getKey())
              .isEqualTo(first.path(name));
        }
      }
    }
  }

  @Test
  void marksDeployTimeLeaves() {
    Set<String> marked = new TreeSet<>();
    for (JsonNode subschema : SUBSCHEMAS.values()) {
      for (Map.Entry<String, JsonNode> entry : subschema.path("properties").properties()) {
        JsonNode property = entry.getValue();
        JsonNode value = property.has("items") ? property.path("items") : property;
        assertThat(property.has("x-deploy-time"))
            .as(entry.toString())
            .isEqualTo(PipelineSchema.get().resolve(value).has("x-deploy-time"));
        if (property.has("x-deploy-time")) {
          marked.add(entry.getKey());
        }
      }
    }
    assertThat(marked)
        .contains(
            "bootstrap-servers",
            "topic",
            "topics",
            "topic-pattern",
            "group-id",
            "path",
            "directory",
            "parallelism",
            "interval",
            "timestamp",
            "transactional-id-prefix",
            "properties")
        .doesNotContain("where", "size", "schema", "name", "key", "connection");
  }

  @Test
  void isCoveredByTheValidCorpus() throws IOException {
    Set<String> used = new HashSet<>();
    for (String corpus : List.of("schema/valid", "golden/valid")) {
      for (Path file : pipelines(Path.of("src/test/resources").resolve(corpus))) {
        var root = YamlReader.read(new SourceFile(file.toString(), Files.readString(file))).get();
        assertThat(SchemaValidator.validatePipeline(root)).isEmpty();
        visit(ROOT, JsonTree.of(root.root()), used);
      }
    }
    Set<String> unused = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : SUBSCHEMAS.entrySet()) {
      if (!entry.getKey().endsWith("/if")) {
        for (String name : entry.getValue().path("properties").propertyNames()) {
          if (!used.contains(identity(entry.getValue(), name))) {
            unused.add(entry.getKey() + "/" + name);
          }
        }
      }
    }
    assertThat(unused).isEmpty();
  }

  private static List<Path> pipelines(Path corpus) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(corpus)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        if (Files.readString(file).contains("kind: Pipeline\n")) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Notes which properties of which subschemas an instance uses. */
  private static void visit(JsonNode subschema, JsonNode instance, Set<String> used) {
    if (subschema.has("$ref")) {
      visit(PipelineSchema.get().resolve(subschema), instance, used);
    }
    for (JsonNode branch : subschema.path("allOf")) {
      visit(branch, instance, used);
    }
    if (subschema.has("if")) {
      JsonNode condition = subschema.path("if");
      JsonNode type = condition.at("/properties/type/const");
      boolean holds =
          type.isMissingNode()
              ? instance.isObject() == condition.path("type").asString().equals("object")
              : instance.path("type").equals(type);
      visit(subschema.path(holds ? "then" : "else"), instance, used);
    }
    for (JsonNode item : instance.isArray() ? instance : ROOT.path("none")) {
      visit(subschema.path("items"), item, used);
    }
    for (Map.Entry<String, JsonNode> entry : instance.properties()) {
      JsonNode property = subschema.path("properties").path(entry.getKey());
      if (!property.isMissingNode()) {
        used.add(identity(subschema, entry.getKey()));
      }
      JsonNode next = property.isMissingNode() ? subschema.path("additionalProperties") : property;
      visit(next, entry.getValue(), used);
    }
  }

  private static String identity(JsonNode subschema, String property) {
    return System.identityHashCode(subschema) + "/" + property;
  }

  private static Map<String, JsonNode> subschemas() {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    collect("", ROOT, found);
    return found;
  }

  private static void collect(String pointer, JsonNode subschema, Map<String, JsonNode> found) {
    if (!subschema.isObject()) {
      return;
    }
    found.put(pointer, subschema);
    for (String keyword : List.of("properties", "$defs")) {
      for (Map.Entry<String, JsonNode> entry : subschema.path(keyword).properties()) {
        collect(pointer + "/" + keyword + "/" + entry.getKey(), entry.getValue(), found);
      }
    }
    for (String keyword :
        List.of("additionalProperties", "propertyNames", "items", "if", "then", "else")) {
      collect(pointer + "/" + keyword, subschema.path(keyword), found);
    }
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      int index = 0;
      for (JsonNode branch : subschema.path(keyword)) {
        collect(pointer + "/" + keyword + "/" + index++, branch, found);
      }
    }
  }

  private static Schema compile(String pointer) {
    ObjectNode wrapper = JsonNodeFactory.instance.objectNode();
    ObjectNode definitions = (ObjectNode) ROOT.path("$defs").deepCopy();
    ObjectNode root = (ObjectNode) ROOT.deepCopy();
    root.remove(List.of("$defs", "$id", "$schema"));
    definitions.set("the-root", root);
    wrapper.set("$defs", definitions);
    wrapper.put(
        "$ref", pointer.startsWith("/$defs") ? "#" + pointer : "#/$defs/the-root" + pointer);
    return SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(wrapper);
  }
}
