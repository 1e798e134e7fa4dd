package io.millrace.compiler.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.model.PipelineDecl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One mistake anywhere in a large pipeline gives one diagnostic, or two, and never an exception.
 */
@Tag("thorough")
class MutatedPipelinesTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> VALUES =
      List.of(
          "null",
          "5",
          "-1",
          "1.5",
          "1e300",
          "true",
          "\"\"",
          "\"x y\"",
          "\"B\"",
          "\"${limit}\"",
          "\"5s\"",
          "[]",
          "{}",
          "[null]",
          "[[1]]",
          "{\"a\": 1}",
          "{\"type\": \"csv\"}",
          "{\"type\": 1}");

  @Test
  void oneMistakeGivesOneOrTwoDiagnostics() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/schema/valid/everything.yaml"));
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
    String json = MAPPER.writeValueAsString(loaded);
    Random random = new Random(20260131);
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      JsonNode root = MAPPER.readTree(json);
      List<JsonNode> parents = new ArrayList<>();
      collect(root, parents);
      String mutation = mutate(parents.get(random.nextInt(parents.size())), random);
      String mutated = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
      Outcome<PipelineDecl> outcome = parse(mutation, mutated);
      assertThat(outcome.diagnostics()).as(mutation).hasSizeLessThanOrEqualTo(2);
      for (Diagnostic diagnostic : outcome.diagnostics()) {
        assertThat(diagnostic.code().id()).as(mutation).startsWith("SCH");
      }
      refused += outcome.isOk() ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(900);
  }

  private static Outcome<PipelineDecl> parse(String mutation, String text) {
    try {
      return PipelineParser.parse(new SourceFile("mutated.yaml", text));
    } catch (RuntimeException e) {
      throw new AssertionError(mutation + " in " + text, e);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (!node.isEmpty()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }

  private static String mutate(JsonNode parent, Random random) {
    JsonNode value = MAPPER.readTree(VALUES.get(random.nextInt(VALUES.size())));
    if (parent instanceof ArrayNode array) {
      int index = random.nextInt(array.size());
      JsonNode old = array.set(index, value);
      return "item " + index + ", " + old + " -> " + value;
    }
    ObjectNode object = (ObjectNode) parent;
    List<String> names = List.copyOf(object.propertyNames());
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> {
        object.remove(name);
        return "without " + name;
      }
      case 1 -> {
        String renamed = name.substring(1) + (random.nextBoolean() ? "" : "zzz");
        object.set(renamed, object.remove(name));
        return name + " renamed " + renamed;
      }
      default -> {
        JsonNode old = object.get(name);
        object.set(name, value);
        return name + ": " + old + " -> " + value;
      }
    }
  }
}
