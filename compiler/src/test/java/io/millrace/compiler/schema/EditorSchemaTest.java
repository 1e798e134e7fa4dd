package io.millrace.compiler.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What editors get is derived from the published schemas, and holds of the same files. */
class EditorSchemaTest {
  /** Other tools ignore the keywords that are for editors. */
  private static final Dialect LENIENT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
          .build();

  private static final Map<DocumentKind, ObjectNode> SCHEMAS = EditorSchema.all();

  @Test
  @Tag("thorough")
  void acceptsTheSamePipelines() throws IOException {
    Schema schema =
        SchemaRegistry.withDialect(LENIENT).getSchema(SCHEMAS.get(DocumentKind.PIPELINE));
    int wrong = 0;
    int right = 0;
    for (JsonNode pipeline : pipelines()) {
      boolean accepted = PipelineSchema.get().validate(pipeline).isEmpty();
      assertThat(schema.validate(pipeline).isEmpty()).as(pipeline.toString()).isEqualTo(accepted);
      right += accepted ? 1 : 0;
      wrong += accepted ? 0 : 1;
    }
    assertThat(right).isGreaterThan(100);
    assertThat(wrong).isGreaterThan(30);
  }

  private static List<JsonNode> pipelines() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        var root = YamlReader.read(new SourceFile(file.toString(), Files.readString(file)));
        if (root.isOk() && DocumentKind.of(root.get().root()) == DocumentKind.PIPELINE) {
          found.add(JsonTree.of(root.get().root()));
        }
      }
    }
    return found;
  }

  @Test
  void everyTypeOfNodeHasASnippetThatIsSound() {
    JsonNode definitions = PipelineSchema.get().root().path("$defs");
    for (Map.Entry<String, String> section :
        Map.of("sources", "source", "operators", "operator", "sinks", "sink").entrySet()) {
      JsonNode choice = definitions.path(section.getValue());
      List<String> types = Wording.texts(choice.at("/properties/type/enum"));
      JsonNode edited = SCHEMAS.get(DocumentKind.PIPELINE);
      Map<String, JsonNode> bodies = new LinkedHashMap<>();
      for (JsonNode branch : edited.path("$defs").path(section.getValue()).path("allOf")) {
        collect(branch.path("anyOf").path(0).path("defaultSnippets"), bodies);
      }
      assertThat(bodies.keySet()).containsExactlyElementsOf(types);
      bodies.forEach(
          (type, body) -> isSound(section.getKey() + ":\n  a:\n" + SnippetText.of(body).indent(4)));

      bodies.clear();
      collect(edited.path("properties").path(section.getKey()).path("defaultSnippets"), bodies);
      assertThat(bodies.keySet()).containsExactlyElementsOf(types);
      bodies.forEach(
          (type, body) -> isSound(section.getKey() + ":\n" + SnippetText.of(body).indent(2)));
    }
  }

  private static void collect(JsonNode snippets, Map<String, JsonNode> into) {
    for (JsonNode snippet : snippets) {
      assertThat(snippet.path("description").asString()).isNotEmpty();
      into.put(snippet.path("label").asString(), snippet.path("body"));
    }
  }

  private static void isSound(String section) {
    isSound(DocumentKind.PIPELINE, "apiVersion: millrace/v1\nkind: Pipeline\nname: a\n" + section);
  }

  private static void isSound(DocumentKind kind, String text) {
    var root = YamlReader.read(new SourceFile("a.yaml", text));
    assertThat(root.isOk()).as(text).isTrue();
    assertThat(PipelineSchema.of(kind).validate(JsonTree.of(root.get().root()))).as(text).isEmpty();
  }

  @Test
  void everyKindOfFileHasASkeletonThatIsSound() {
    SCHEMAS.forEach(
        (kind, schema) ->
            isSound(kind, SnippetText.of(schema.path("defaultSnippets").path(0).path("body"))));
  }

  @Test
  void noSnippetIsBroken() {
    List<JsonNode> bodies = new ArrayList<>();
    SCHEMAS.values().forEach(schema -> bodies.addAll(schema.findValues("body")));
    assertThat(bodies).hasSizeGreaterThan(100);
    for (JsonNode body : bodies) {
      String text = SnippetText.of(body);
      assertThat(YamlReader.read(new SourceFile("a.yaml", text)).isOk()).as(text).isTrue();
    }
  }
}
