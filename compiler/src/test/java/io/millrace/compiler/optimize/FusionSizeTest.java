package io.millrace.compiler.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FusionSizeTest {
  /** HotSpot's {@code HugeMethodLimit}: what is longer is interpreted for ever. */
  private static final int LONGEST = 8_000;

  private static final Pattern INSTRUCTION = Pattern.compile(" +(\\d+): [a-z].*");
  private static final int COLUMNS = 20;

  private static final String HEAD =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: wide
      connections:
        main: { type: kafka, bootstrap-servers: localhost:9092 }
      types:
        Row:
          fields:
      """;

  private static final String SOURCE =
      """
      sources:
        s0: { type: kafka, connection: main, topic: rows, format: json, schema: Row }
      operators:
      """;

  @TempDir private Path directory;

  @Test
  @DisplayName("selects in a row become several functions before one is too long for the JIT")
  void functionsStayShortEnoughForTheJit() throws IOException {
    List<Path> fused = compiled(selects(40));
    assertThat(fused).hasSizeBetween(4, 10);
    for (Path function : fused) {
      assertThat(longest(function)).as("%s", function).isBetween(1_000, LONGEST / 2);
    }
  }

  @Test
  @DisplayName("short texts that are much code make several functions, too")
  void denseConditionsAreMeasuredByTheirCode() throws IOException {
    List<Path> fused = compiled(filters(40));
    assertThat(fused).hasSizeGreaterThan(1);
    for (Path function : fused) {
      assertThat(longest(function)).as("%s", function).isLessThan(LONGEST * 2 / 3);
    }
  }

  @Test
  @DisplayName("few selects are one function")
  void fewAreOneFunction() throws IOException {
    assertThat(compiled(selects(5))).hasSize(1);
  }

  private static String selects(int count) {
    StringBuilder yaml = new StringBuilder(HEAD);
    for (int column = 0; column < COLUMNS; column++) {
      yaml.append("      c%d: double%n".formatted(column));
    }
    yaml.append(SOURCE);
    for (int select = 1; select <= count; select++) {
      yaml.append(
          "  s%d:%n    type: select%n    input: s%d%n    fields:%n".formatted(select, select - 1));
      for (int column = 0; column < COLUMNS; column++) {
        yaml.append(
            "      c%d: c%d * 3.0 + c%d * %d.5%n"
                .formatted(column, column, (column + 1) % COLUMNS, select));
      }
    }
    return yaml.append("sinks:%n  out: { type: print, input: s%d }%n".formatted(count)).toString();
  }

  /** Conditions in which an operation and an operand are two characters. */
  private static String filters(int count) {
    String names = "abcdefghijklmnopqrst";
    StringBuilder yaml = new StringBuilder(HEAD);
    names.chars().forEach(name -> yaml.append("      %c: double%n".formatted(name)));
    yaml.append(SOURCE);
    for (int filter = 1; filter <= count; filter++) {
      yaml.append("  s%d: { type: filter, input: s%d, where: \"".formatted(filter, filter - 1));
      for (int term = 0; term < 60; term++) {
        char left = names.charAt((filter + term) % COLUMNS);
        char right = names.charAt((filter + term + 1) % COLUMNS);
        yaml.append(term == 0 ? "" : "||").append(left).append('>').append(right);
      }
      yaml.append("\" }%n".formatted());
    }
    return yaml.append("sinks:%n  out: { type: print, input: s%d }%n".formatted(count)).toString();
  }

  /** Classes of fused functions of the pipeline's job. */
  private List<Path> compiled(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("wide.yaml"), yaml);
    CompileResult result =
        new PipelineCompiler().compile(new CompileRequest(List.of(file), directory, "wide"));
    assertThat(result.diagnostics()).isEmpty();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path classes = directory.resolve("classes");
    List<String> arguments =
        new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp"));
    arguments.add(classPath);
    for (GeneratedFile source : result.pipelines().get(0).files()) {
      Path path = directory.resolve("sources").resolve(source.path());
      Files.createDirectories(path.getParent());
      arguments.add(Files.writeString(path, source.text()).toString());
    }
    assertThat(run("javac", arguments)).isEmpty();
    try (Stream<Path> all = Files.walk(classes)) {
      return all.filter(path -> path.toString().endsWith("Fused.class")).sorted().toList();
    }
  }

  /** Length of a class's longest method, in bytes of code. */
  private static int longest(Path classFile) {
    Matcher instruction =
        INSTRUCTION.matcher(run("javap", List.of("-c", "-p", classFile.toString())));
    int longest = 0;
    while (instruction.find()) {
      longest = Math.max(longest, Integer.parseInt(instruction.group(1)));
    }
    return longest;
  }

  private static String run(String tool, List<String> arguments) {
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    int code =
        ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments.toArray(String[]::new));
    assertThat(code).as("%s", written).isZero();
    return written.toString();
  }
}
