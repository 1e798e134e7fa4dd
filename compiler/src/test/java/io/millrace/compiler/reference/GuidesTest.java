package io.millrace.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show compiles. */
class GuidesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern BLOCK = Pattern.compile("(?m)^```yaml\n(.*?)^```", Pattern.DOTALL);
  private static final Pattern OPERATOR =
      Pattern.compile("(?m)^([a-z][\\w-]*):(?:\\s*\\{ |\\n  )type: ([\\w-]+)");

  @TempDir private Path directory;

  @Test
  void wholePipelinesAreSound() throws IOException {
    List<Path> guides;
    try (Stream<Path> files = Files.list(DOCS)) {
      guides = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
    int checked = 0;
    for (Path guide : guides) {
      for (String block : blocks(guide)) {
        if (block.contains("kind: Pipeline") && block.contains("\nsinks:")) {
          assertThat(errors(block)).as("%s:%n%s", guide, block).isEmpty();
          checked++;
        }
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void whatStandsForSqlIsSound() throws IOException {
    List<String> blocks = blocks(DOCS.resolve("from-sql.md"));
    StringBuilder pipeline = new StringBuilder(blocks.get(0)).append("operators:\n");
    List<String> read = new ArrayList<>();
    for (String block : blocks.subList(1, blocks.size())) {
      pipeline.append(block.indent(2));
      Matcher operator = OPERATOR.matcher(block);
      while (operator.find()) {
        String id = operator.group(1);
        read.add(operator.group(2).equals("route") ? id + ".rest" : id);
      }
    }
    pipeline.append("sinks:\n");
    for (int i = 0; i < read.size(); i++) {
      pipeline.append("  out").append(i).append(": { type: print, input: ").append(read.get(i));
      pipeline.append(" }\n");
    }
    assertThat(read).hasSizeGreaterThan(15);
    assertThat(errors(pipeline.toString())).as(pipeline.toString()).isEmpty();
  }

  private static List<String> blocks(Path guide) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(guide));
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  private List<Diagnostic> errors(String pipeline) throws IOException {
    Path file = directory.resolve("pipeline.yaml");
    Files.writeString(file, pipeline);
    return new PipelineCompiler()
            .validate(new CompileRequest(List.of(file), directory, CompileRequest.DEFAULT_PACKAGE))
            .diagnostics()
            .stream()
            .filter(Diagnostic::isError)
            .toList();
  }
}
