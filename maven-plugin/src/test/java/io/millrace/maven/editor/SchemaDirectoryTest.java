package io.millrace.maven.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaDirectoryTest {
  @TempDir private Path target;

  @Test
  void schemasAreWrittenOnceForEachVersion() throws Exception {
    SchemaDirectory schemas = SchemaDirectory.in(target);

    assertThat(schemas.write("1.0")).isTrue();
    assertThat(schemas.write("1.0")).isFalse();
    assertThat(schemas.write("1.1")).isTrue();

    try (Stream<Path> files = Files.list(target.resolve("millrace/schemas"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".written-by",
              "fragment-v1.schema.json",
              "library-v1.schema.json",
              "overlay-v1.schema.json",
              "pipeline-v1.schema.json",
              "test-v1.schema.json");
    }
  }

  @Test
  void newFilesNameThem() throws Exception {
    for (String file : List.of("pipeline", "test")) {
      String template = file.equals("test") ? "pipeline.test.yaml" : "pipeline.yaml";
      Path path = Path.of("src/main/resources/io/millrace/maven/init", template);
      assertThat(Files.readAllLines(path).get(0))
          .isEqualTo(
              "# yaml-language-server: $schema=../../../target/millrace/schemas/%s-v1.schema.json",
              file);
    }
  }
}
