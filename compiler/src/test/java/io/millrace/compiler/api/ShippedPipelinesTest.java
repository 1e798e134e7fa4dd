package io.millrace.compiler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipelines of this repository have nothing that a rule warns of, or say why it is right. */
class ShippedPipelinesTest {
  @ParameterizedTest
  @ValueSource(strings = {"../pipelines/src/main/pipelines", "../pipelines/src/test/pipelines"})
  void haveNoFindings(String directory) throws IOException {
    Path root = Path.of(directory);
    List<Path> files;
    try (Stream<Path> found = Files.walk(root)) {
      files = found.filter(file -> isPipeline(file)).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    CompileResult result =
        new PipelineCompiler().validate(new CompileRequest(files, root, "shipped"));
    assertThat(result.diagnostics().stream().map(ShippedPipelinesTest::text)).isEmpty();
  }

  /** Of versions of one pipeline, which share a name, the last one counts. */
  private static boolean isPipeline(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") && !name.endsWith(".test.yaml") && !name.endsWith("-v1.yaml");
  }

  private static String text(Diagnostic found) {
    return "%s:%d: %s %s"
        .formatted(
            found.span().source().name(), found.span().line(), found.code().id(), found.message());
  }
}
