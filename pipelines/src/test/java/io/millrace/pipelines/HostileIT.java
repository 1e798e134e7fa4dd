package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.kafka.TopicRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotes, backslashes, ends of comments, unicode escapes and template syntax are only text. */
class HostileIT {
  private static final String KEY = "a \"key\" */ \\ \\u0022 ${x} <#if y> \n'";
  private static final String DEFAULT_LONG = "\" */ \\ \\u0022 ${x} $${x} <#if y>\n";
  private static final String PARAMETER = "\" + 1/0 + \" */ \\ \\u0022 ${class} <#if x> \n\t\u2028";
  private static final String LITERAL = "\"*/\\u0022 \" ${class} $${x} <#if x>\n'";
  private static final String FILTERED = "never \" */ \\u0022 $${x} <#if a>";
  private static final String ELEMENT =
      "\" */ \\ \\u0022 \\u000a ${class} $${x} <#if y> \n \u2028 \uD83D\uDE00";
  private static final List<String> TEXTS =
      List.of("plain", "\" */ \\u0022", "\\u0022 alone", "${class}$${x}<#if>", "line\nbreak'\r\t");

  @TempDir Path directory;

  @Test
  void behavesAsIfItsTextsWereHarmless() throws IOException {
    Path file = directory.resolve("\" \\u000a *" + "\\u002a\\u002f ${x} <#if> '.yaml");
    Files.copy(Path.of("src/test/pipelines/hostile.yaml"), file);
    CompiledPipeline hostile = Pipelines.compile(file);
    for (String topic : List.of("in_-1", "out_-1", "args", "case", "void")) {
      Topics.fresh("hostile." + topic, 1);
    }
    List<String> values = new ArrayList<>(TEXTS.stream().map(text -> input(text, 5)).toList());
    values.add(2, input(FILTERED, 5));
    values.add(3, "\" */ \\u0022 ${x} <#if>");
    Topics.write("hostile.in_-1", values);

    try (RunningPipeline running = RunningPipeline.start(hostile)) {
      Topics.await("hostile.out_-1", TEXTS.size() + 1);
      Topics.await("hostile.args", TEXTS.size() + 1);
      Topics.await("hostile.void", 1);
      running.settle();
    }

    Map<String, String> rows = new LinkedHashMap<>();
    TEXTS.forEach(text -> rows.put(text, output(text, 12, DEFAULT_LONG, "")));
    rows.put(
        ELEMENT,
        output(ELEMENT, 8, "'", "{\"hashCode\":{\"\\\" */ \\\\u0022\":1},\"String\":\"${x}\"}"));
    assertThat(byKey("hostile.out_-1")).isEqualTo(rows);
    assertThat(values("hostile.args"))
        .containsExactlyInAnyOrderElementsOf(
            rows.keySet().stream().map(HostileIT::aggregated).toList());
    assertThat(values("hostile.case"))
        .containsExactlyInAnyOrderElementsOf(
            rows.entrySet().stream()
                .filter(e -> e.getKey().contains("\"") || !e.getKey().contains("\\u0022"))
                .map(Map.Entry::getValue)
                .toList());
    assertThat(values("hostile.void")).containsExactly(values.get(3));
  }

  private static String input(String text, int number) {
    return "{%s:%s,%s:%d,\"_a\":[]}".formatted(json("class"), json(text), json(KEY), number);
  }

  private static String output(String text, int number, String longText, String list) {
    return "{\"class\":%s,\"input\":%d,\"literal\":%s,\"param_\":%s,\"long\":%s,\"list\":[%s]}"
        .formatted(json(text), number, json(LITERAL), json(PARAMETER), json(longText), list);
  }

  private static String aggregated(String text) {
    boolean element = text.equals(ELEMENT);
    return String.join(
        "'",
        csv(LITERAL + text),
        element ? "8" : "12",
        text.equals("\" */ \\u0022") ? "0" : "1",
        csv("\" */ \\ \\u0022 ${x} <#if> " + (element ? "'" : DEFAULT_LONG)));
  }

  private static Map<String, String> byKey(String topic) {
    Map<String, String> values = new LinkedHashMap<>();
    for (TopicRecord record : Topics.readAll(topic)) {
      values.put(String.valueOf(record.keyText()), String.valueOf(record.valueText()));
    }
    return values;
  }

  private static List<String> values(String topic) {
    return Topics.readAll(topic).stream().map(TopicRecord::valueText).map(String::valueOf).toList();
  }

  private static String json(String text) {
    return "\""
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + "\"";
  }

  /** A column between apostrophes, which is quoted if it holds one, a quote or a line break. */
  private static String csv(String text) {
    return text.matches("(?s).*['\"\n\r].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
