package io.millrace.compiler.editor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.compiler.schema.EditorSchema;
import io.millrace.compiler.schema.SnippetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an editor shows and offers in a file, by the language server that most of them use. */
@Tag("thorough")
class EditorTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path TEMPLATE =
      Path.of("../maven-plugin/src/main/resources/io/millrace/maven/init/pipeline.yaml");
  private static final String PIPELINE = "apiVersion: millrace/v1\nkind: Pipeline\nname: a\n";

  @TempDir static Path project;
  private static @Nullable LanguageServer running;
  private static List<NodeType> types = List.of();
  private static String modeline = "";
  private static int files;

  @BeforeAll
  static void start() throws Exception {
    String missing = InstalledServer.missing();
    assumeTrue(missing == null, missing);
    Path modules;
    try {
      modules = InstalledServer.modules();
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
      return;
    }
    Path schemas = Files.createDirectories(project.resolve("target/millrace/schemas"));
    for (Map.Entry<String, String> schema : EditorSchema.files().entrySet()) {
      Files.writeString(schemas.resolve(schema.getKey()), schema.getValue());
    }
    types = NodeType.all();
    modeline = Files.readAllLines(TEMPLATE).get(0);
    ObjectNode settings = JsonMapper.shared().createObjectNode();
    settings.set("schemas", EditorGuide.json("yaml.schemas").path("yaml.schemas"));
    settings.putObject("schemaStore").put("enable", false);
    running = LanguageServer.start(modules, project, settings, EditorTest::published);
  }

  @AfterAll
  static void stop() throws Exception {
    LanguageServer server = running;
    if (server != null) {
      server.close();
    }
  }

  private static LanguageServer server() {
    LanguageServer server = running;
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  private static String published(String address) {
    String file = address.substring(address.lastIndexOf('/') + 1);
    assertThat(address).isEqualTo("https://millrace.io/schemas/" + file);
    return EditorSchema.files().getOrDefault(file, "");
  }

  /** Opens a file of the project with the modeline of a new one. */
  private static Path open(String text) throws IOException {
    return open("pipeline", text);
  }

  private static Path open(String kind, String text) throws IOException {
    Path file = project.resolve("src/main/pipelines/f" + files++ + ".yaml");
    server().open(file, modeline.replace("pipeline-v1", kind + "-v1") + "\n" + text);
    return file;
  }

  /** What is offered where the text has a {@code |}, by label. */
  private static Map<String, JsonNode> offered(String text) throws Exception {
    Path file = open(text.replace("|", ""));
    String before = modeline + "\n" + text.substring(0, text.indexOf('|'));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n') - 1;
    return server().complete(file, line, column).stream()
        .collect(
            toMap(
                item -> item.path("label").asString(),
                item -> item,
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private static String inserted(JsonNode item) {
    JsonNode edit = item.at("/textEdit/newText");
    return SnippetText.withDefaults((edit.isString() ? edit : item.path("insertText")).asString());
  }

  private static String documentation(JsonNode item) {
    JsonNode text = item.path("documentation");
    return (text.isObject() ? text.path("value") : text).asString("");
  }

  private static List<NodeType> of(String section) {
    return types.stream().filter(type -> type.section().equals(section)).toList();
  }

  @Test
  void offersAWholeNodeOfEachType() throws Exception {
    Map<String, Path> results = new LinkedHashMap<>();
    for (String section : List.of("sources", "operators", "sinks")) {
      String head = PIPELINE + section + ":\n";
      Map<String, JsonNode> below = offered(head + "  a:\n    |");
      Map<String, JsonNode> beside = offered(head + "  a: |");
      Map<String, JsonNode> named = offered(head + "  |");
      for (NodeType type : of(section)) {
        for (Map<String, JsonNode> items : List.of(below, beside, named)) {
          assertThat(items).as(section).containsKey(type.type());
          assertThat(documentation(items.get(type.type()))).isEqualTo(type.description());
        }
        String name = type.toString();
        String text = inserted(below.get(type.type())).indent(4);
        results.put(name + ", below its id", open(head + "  a:\n" + text));
        text = inserted(beside.get(type.type())).indent(2).stripLeading();
        results.put(name + ", beside its id", open(head + "  a:\n    " + text));
        text = inserted(named.get(type.type())).indent(2);
        results.put(name + ", with an id", open(head + text));
      }
    }
    assertThat(results).hasSize(3 * types.size());
    for (Map.Entry<String, Path> result : results.entrySet()) {
      assertThat(server().diagnostics(result.getValue())).as(result.getKey()).isEmpty();
    }
  }

  @Test
  void offersASkeletonOfEachKindOfFile() throws Exception {
    for (String kind : List.of("pipeline", "library", "fragment", "test", "overlay")) {
      Path empty = open(kind, "");
      JsonNode skeleton =
          server().complete(empty, 1, 0).stream()
              .filter(item -> item.path("label").asString().equals(kind))
              .findFirst()
              .orElseThrow();
      Path filled = open(kind, inserted(skeleton) + "\n");
      assertThat(server().diagnostics(filled)).as(inserted(skeleton)).isEmpty();
    }
  }

  @Test
  void offersEachTypeWithWhatItIs() throws Exception {
    for (String section : List.of("sources", "operators", "sinks")) {
      Map<String, JsonNode> items = offered(PIPELINE + section + ":\n  a:\n    type: |");
      assertThat(items.keySet())
          .containsExactlyElementsOf(of(section).stream().map(NodeType::type).toList());
      for (NodeType type : of(section)) {
        assertThat(documentation(items.get(type.type()))).isEqualTo(type.description());
      }
    }
  }

  @Test
  void offersTheFieldsOfEachType() throws Exception {
    for (NodeType type : types) {
      Map<String, JsonNode> items =
          offered(PIPELINE + type.section() + ":\n  a:\n    type: " + type.type() + "\n    |");
      assertThat(items.keySet()).as(type.toString()).containsAll(type.fields().keySet());
      type.fields()
          .forEach(
              (field, description) ->
                  assertThat(documentation(items.get(field)))
                      .as("%s of %s", field, type)
                      .startsWith(description));
      // A node that has its type is not turned into another one.
      assertThat(items).doesNotContainKeys("filter", "blackhole", "elements");
    }
  }

  @Test
  void showsWhatTypesAndFieldsAre() throws Exception {
    for (NodeType type : types) {
      StringBuilder text = new StringBuilder(PIPELINE);
      text.append(type.section()).append(":\n  a:\n    type: ").append(type.type()).append('\n');
      List<String> fields = List.copyOf(type.fields().keySet());
      fields.forEach(field -> text.append("    %s: %s\n".formatted(field, type.value(field))));
      Path file = open(text.toString());
      assertThat(server().hover(file, 6, 11))
          .as(type.toString())
          .contains("* `" + type.type() + "`: " + type.description() + "\n");
      for (int i = 0; i < fields.size(); i++) {
        assertThat(server().hover(file, 7 + i, 5))
            .as("%s of %s", fields.get(i), type)
            .contains(type.fields().get(fields.get(i)))
            .doesNotContain("\\`");
      }
    }
  }

  @Test
  void underlinesMistakes() throws Exception {
    Map<NodeType, Path> unknownField = new LinkedHashMap<>();
    Map<NodeType, Path> wrongKind = new LinkedHashMap<>();
    for (NodeType type : types) {
      String head = PIPELINE + type.section() + ":\n  a:\n    type: " + type.type() + "\n";
      unknownField.put(type, open(head + "    no-such-field: 1\n"));
      wrongKind.put(type, open(head + "    description: [what]\n"));
    }
    for (NodeType type : types) {
      assertThat(ranges(unknownField.get(type))).as(type.toString()).contains("7:4-7:17");
      assertThat(ranges(wrongKind.get(type))).as(type.toString()).contains("7:17-7:23");
    }
    Path unknownType = open(PIPELINE + "operators:\n  a: { type: fliter, input: b }\n");
    assertThat(ranges(unknownType)).containsExactly("5:13-5:19");
    Path badName = open(PIPELINE + "operators:\n  a: { type: union, input: [B] }\n");
    assertThat(ranges(badName)).containsExactly("5:28-5:29");
    assertThat(server().diagnostics(badName).get(0).path("message").asString())
        .isEqualTo("expected a node's id, or `node.output`");
  }

  private static List<String> ranges(Path file) throws Exception {
    List<String> ranges = new ArrayList<>();
    for (JsonNode diagnostic : server().diagnostics(file)) {
      JsonNode range = diagnostic.path("range");
      ranges.add(
          "%s:%s-%s:%s"
              .formatted(
                  range.at("/start/line"),
                  range.at("/start/character"),
                  range.at("/end/line"),
                  range.at("/end/character")));
    }
    return ranges;
  }

  @Test
  void findsNothingWrongWithTheExamples() throws Exception {
    Map<Path, Path> opened = new LinkedHashMap<>();
    try (Stream<Path> examples = Files.walk(DOCS.resolve("examples"))) {
      for (Path example : examples.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String text = Files.readString(example);
        for (String kind : List.of("Pipeline", "Library", "Fragment", "Test", "Overlay")) {
          if (text.lines().anyMatch(("kind: " + kind)::equals)) {
            opened.put(example, open(kind.toLowerCase(Locale.ROOT), text));
          }
        }
      }
    }
    assertThat(opened).hasSizeGreaterThan(40);
    for (Map.Entry<Path, Path> file : opened.entrySet()) {
      assertThat(server().diagnostics(file.getValue())).as(file.getKey().toString()).isEmpty();
    }
  }

  @Test
  void readsTheSchemaFromItsAddress() throws Exception {
    Path file = project.resolve("elsewhere.yaml");
    server()
        .open(
            file,
            """
            # yaml-language-server: $schema=https://millrace.io/schemas/library-v1.schema.json
            apiVersion: millrace/v1
            kind: Library
            name: a
            connections:
              main: { type: kafka, bootstrap: a }
            """);
    assertThat(ranges(file)).contains("5:23-5:32");
  }

  @Test
  void settingsNameTheSchemaWhereNoModelineDoes() throws Exception {
    Path pipeline = project.resolve("src/main/pipelines/deep/plain.yaml");
    Path test = project.resolve("src/main/pipelines/deep/plain.test.yaml");
    server().open(pipeline, PIPELINE + "operator: {}\n");
    server().open(test, "apiVersion: millrace/v1\nkind: Test\nsources: {}\ntests: { a: {} }\n");
    assertThat(ranges(pipeline)).containsExactly("3:0-3:8");
    assertThat(ranges(test)).containsExactly("2:0-2:7");
  }
}
