package io.millrace.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.golden.GoldenCase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the schema offers is used in some valid golden case, and so is generated and compiled. */
class GoldenCoverageTest {
  private static final String SCHEMA = "/io/millrace/schemas/pipeline-v1.schema.json";
  private static final Set<String> AGGREGATES =
      Set.of("count", "sum", "avg", "min", "max", "first", "last", "count_distinct");

  @Test
  void everyFieldIsSet() throws IOException {
    Set<String> fields = new TreeSet<>();
    collect(schema(), "properties", fields);
    String pipelines = validPipelines();
    assertThat(fields)
        .hasSizeGreaterThan(50)
        .allMatch(field -> occurs("(?<![\\w-])" + Pattern.quote(field) + ":", pipelines));
  }

  @Test
  void everyChoiceIsTaken() throws IOException {
    Set<String> choices = new TreeSet<>();
    collect(schema(), "enum", choices);
    String pipelines = validPipelines();
    assertThat(choices)
        .hasSizeGreaterThan(30)
        .allMatch(choice -> occurs("[ :\\[]" + Pattern.quote(choice) + "(?![\\w-])", pipelines));
  }

  @Test
  void everyAggregateIsComputed() throws IOException {
    String pipelines = validPipelines();
    assertThat(AGGREGATES)
        .allMatch(function -> occurs("\\b" + function + "\\(", pipelines))
        .anyMatch(function -> occurs("\\b" + function + "_if\\(", pipelines));
  }

  private static boolean occurs(String regex, String text) {
    return Pattern.compile(regex).matcher(text).find();
  }

  private static void collect(JsonNode node, String keyword, Set<String> out) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (entry.getKey().equals(keyword)) {
          JsonNode found = entry.getValue();
          if (found.isArray()) {
            found.valueStream().forEach(value -> out.add(value.stringValue()));
          } else if (!found.path("description").isString()) { // else a field with that name
            out.addAll(found.propertyNames());
          }
        }
        if (!entry.getKey().equals("examples")) {
          collect(entry.getValue(), keyword, out);
        }
      }
    } else if (node.isArray()) {
      node.valueStream().forEach(item -> collect(item, keyword, out));
    }
  }

  private static JsonNode schema() throws IOException {
    try (InputStream in = GoldenCoverageTest.class.getResourceAsStream(SCHEMA)) {
      return JsonMapper.shared().readTree(in);
    }
  }

  private static String validPipelines() throws IOException {
    StringBuilder all = new StringBuilder();
    for (GoldenCase golden : GoldenCase.all("valid")) {
      all.append(Files.readString(golden.directory().resolve("pipeline.yaml")));
    }
    return all.toString();
  }
}
