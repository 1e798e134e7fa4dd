package io.millrace.compiler.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.bind.PipelineParser;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file of {@code schema/invalid} gives just the diagnostics in the file beside it, in the
 * form {@code line:column+length CODE path: message} and, in lines below, label, help and the rest.
 * {@code -Dgolden.update=true} rewrites them.
 */
class InvalidPipelinesTest {
  private static final Path CASES = Path.of("src/test/resources/schema/invalid");
  private static final boolean UPDATE =
      Boolean.getBoolean("golden.update") && System.getenv("CI") == null;

  @TestFactory
  Stream<DynamicTest> givesJustTheExpectedDiagnostics() throws IOException {
    return cases().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    Path expectation = expectation(file);
    String actual =
        diagnose(file).stream()
            .map(InvalidPipelinesTest::line)
            .collect(Collectors.joining("\n", "", "\n"));
    if (UPDATE) {
      Files.writeString(expectation, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expectation));
  }

  @Test
  void hasNoStrayExpectation() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      assertThat(files.toList())
          .containsExactlyInAnyOrderElementsOf(
              cases().stream().flatMap(file -> Stream.of(file, expectation(file))).toList());
    }
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Path expectation(Path file) {
    return Path.of(file.toString().replace(".yaml", ".expected"));
  }

  private static List<Diagnostic> diagnose(Path file) {
    try {
      String text = Files.readString(file);
      return PipelineParser.parse(new SourceFile(file.getFileName().toString(), text))
          .diagnostics();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String line(Diagnostic diagnostic) {
    StringBuilder line = new StringBuilder();
    line.append(position(diagnostic.span()))
        .append(' ')
        .append(diagnostic.code().id())
        .append(diagnostic.isError() ? " " : " (" + diagnostic.severity().label() + ") ")
        .append(diagnostic.path())
        .append(": ")
        .append(diagnostic.message());
    if (!diagnostic.label().isEmpty()) {
      line.append("\n    label: ").append(diagnostic.label());
    }
    if (diagnostic.folded() > 0) {
      line.append("\n    folded: ").append(diagnostic.folded());
    }
    for (Diagnostic.Related related : diagnostic.related()) {
      line.append("\n    ").append(position(related.span())).append(' ').append(related.message());
    }
    if (diagnostic.help() != null) {
      line.append("\n    help: ").append(diagnostic.help());
    }
    return line.toString();
  }

  private static String position(Span span) {
    String text = span.text();
    return span.line() + ":" + span.column() + "+" + text.codePointCount(0, text.length());
  }
}
