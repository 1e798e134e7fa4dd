package io.millrace.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show compiles, and their links lead somewhere. */
@Tag("thorough")
class GuidesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern BLOCK = Pattern.compile("(?m)^```yaml\n(.*?)^```", Pattern.DOTALL);
  private static final Pattern OPERATOR =
      Pattern.compile("(?m)^([a-z][\\w-]*):(?:\\s*\\{ |\\n  )type: ([\\w-]+)");

  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

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

  @Test
  void linksLeadSomewhere() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md")));
    pages.add(Path.of("..", "CONTRIBUTING.md"));
    try (Stream<Path> files = Files.walk(DOCS)) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      Matcher link = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
      while (link.find()) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        String anchor = link.group(2);
        if (!Files.exists(target)
            || (anchor != null && !anchors(Files.readString(target)).contains(anchor))) {
          broken.add(page + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /** The ids of headings, as sites that show Markdown make them, and those that are written. */
  private static Set<String> anchors(String page) {
    Set<String> anchors = new HashSet<>();
    Matcher heading = Pattern.compile("(?m)^#+ (.*)$").matcher(page);
    while (heading.find()) {
      String text = heading.group(1).replaceAll("[^\\p{L}\\p{N} _-]", "");
      anchors.add(text.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
    Matcher written = Pattern.compile("<a id=\"([^\"]+)\">").matcher(page);
    while (written.find()) {
      anchors.add(written.group(1));
    }
    return anchors;
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
