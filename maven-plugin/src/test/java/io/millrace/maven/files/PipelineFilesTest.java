package io.millrace.maven.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.maven.files.PipelineFiles.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFilesTest {
  private static final String PIPELINE = "apiVersion: millrace/v1\n";

  @TempDir private Path root;

  @Test
  void sniffingLeavesOutOtherYamlAndOtherPeoplesDirectories() throws IOException {
    write("b/orders.yaml", PIPELINE);
    write("a.yml", PIPELINE);
    write("deployment.yaml", "apiVersion: apps/v1\n");
    write("readme.md", PIPELINE);
    write("target/classes/META-INF/millrace/orders.yaml", PIPELINE);
    write("node_modules/x/orders.yaml", PIPELINE);
    write(".github/orders.yaml", PIPELINE);
    write("orders.test.yaml", PIPELINE);

    assertThat(found(Selection.SNIFFED)).containsExactly("a.yml", "b/orders.yaml");
  }

  @Test
  void aDirectoryForPipelinesHidesNoMistake() throws IOException {
    write("orders.yaml", "apiVersion: milrace/v1\n");
    write("target/late.yaml", "");
    write("orders.test.yaml", PIPELINE);

    assertThat(found(Selection.EVERY_YAML)).containsExactly("orders.yaml", "target/late.yaml");
  }

  @Test
  void noDirectoryHoldsNoPipelines() throws IOException {
    assertThat(PipelineFiles.in(root.resolve("none"), Selection.EVERY_YAML)).isEmpty();
  }

  @Test
  void bytesThatAreNoUtf8AreNoPipelineAndNoFailure() throws IOException {
    Files.write(root.resolve("latin1.yaml"), new byte[] {(byte) 0xe9, (byte) 0xff, 0, '\n'});

    assertThat(found(Selection.SNIFFED)).isEmpty();
  }

  private List<String> found(Selection selection) throws IOException {
    return PipelineFiles.in(root, selection).stream()
        .map(file -> root.relativize(file).toString().replace('\\', '/'))
        .toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
