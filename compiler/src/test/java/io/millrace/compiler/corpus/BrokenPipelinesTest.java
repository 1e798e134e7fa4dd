package io.millrace.compiler.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every broken pipeline of the golden cases again, with the text that is wrong written in all the
 * ways that YAML has: what was said of it is said of the same characters. Where those stand is
 * known from how they were written, not from a reader of YAML.
 */
@Tag("thorough")
class BrokenPipelinesTest {
  private static final Path CASES = Path.of("src/test/resources/golden/invalid");

  @TempDir private Path directory;

  private record Found(String code, String message, int start, int end) {
    static Found of(Diagnostic diagnostic) {
      return new Found(
          diagnostic.code().id(),
          diagnostic.message(),
          diagnostic.span().start(),
          diagnostic.span().end());
    }
  }

  @Test
  void areShownExactlyHoweverTheyAreWritten() throws IOException {
    Map<Rewriting.Style, Integer> counts = new EnumMap<>(Rewriting.Style.class);
    List<String> wrong = new ArrayList<>();
    int places = 0;
    for (Path file : pipelines()) {
      String text = Files.readString(file);
      List<Diagnostic> found = validate(text);
      for (YamlScalar scalar : scalars(text)) {
        List<Diagnostic> inside =
            found.stream()
                .filter(d -> d.span().start() >= scalar.span().start())
                .filter(d -> d.span().end() <= scalar.span().end())
                .filter(d -> d.span().end() > d.span().start())
                .toList();
        if (inside.isEmpty()) {
          continue;
        }
        places++;
        for (Rewriting.Style style : Rewriting.Style.values()) {
          Rewriting rewritten =
              Rewriting.of(style, text, scalar.span().start(), scalar.span().end());
          if (rewritten == null) {
            continue;
          }
          counts.merge(style, 1, Integer::sum);
          List<Found> again = validate(rewritten.text()).stream().map(Found::of).toList();
          for (Diagnostic diagnostic : inside) {
            Found expected = moved(diagnostic, scalar.span().start(), rewritten);
            boolean whole =
                diagnostic.span().start() == scalar.span().start()
                    && diagnostic.span().end() == scalar.span().end();
            if (!again.contains(expected)
                && !(whole
                    && whole(diagnostic, style, rewritten).stream().anyMatch(again::contains))) {
              wrong.add(file + " " + style + ": expected " + expected + "\n  in " + again);
            }
          }
        }
      }
    }
    System.out.printf("%d broken texts, %s%n", places, counts);
    assertThat(wrong).isEmpty();
    assertThat(places).isGreaterThan(150);
    assertThat(counts).allSatisfy((style, count) -> assertThat(count).isGreaterThan(50));
  }

  /** Where the same characters now stand. */
  private static Found moved(Diagnostic diagnostic, int from, Rewriting rewritten) {
    int start = rewritten.starts()[diagnostic.span().start() - from];
    // The end of the last character, not the start of the next: a fold may lie between.
    int last = diagnostic.span().end() - from - 1;
    int width = rewritten.starts()[last + 1] - rewritten.starts()[last];
    int end = rewritten.starts()[last] + width;
    return at(diagnostic, start, end);
  }

  /**
   * What is said of a whole text may be said of it with its quotes, or of its block, whose first
   * line is enough.
   */
  private static List<Found> whole(
      Diagnostic diagnostic, Rewriting.Style style, Rewriting rewritten) {
    int first = rewritten.starts()[0];
    int end = rewritten.starts()[rewritten.starts().length - 1];
    int block = rewritten.text().lastIndexOf("-\n", first) - 1;
    return switch (style) {
      case SINGLE_QUOTED, DOUBLE_QUOTED, ESCAPED -> List.of(at(diagnostic, first - 1, end + 1));
      case LITERAL, FOLDED -> List.of(at(diagnostic, block, end), at(diagnostic, block, block + 2));
      default -> List.of(at(diagnostic, first, end));
    };
  }

  private static Found at(Diagnostic diagnostic, int start, int end) {
    return new Found(diagnostic.code().id(), diagnostic.message(), start, end);
  }

  private static List<Path> pipelines() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases
          .filter(
              directory -> {
                try (Stream<Path> files = Files.list(directory)) {
                  return files.filter(file -> file.toString().endsWith(".yaml")).count() == 1;
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              })
          .map(directory -> directory.resolve("pipeline.yaml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private List<Diagnostic> validate(String text) throws IOException {
    Path file = directory.resolve("pipeline.yaml");
    Files.writeString(file, text);
    return new PipelineCompiler()
        .validate(new CompileRequest(List.of(file), directory, CompileRequest.DEFAULT_PACKAGE))
        .diagnostics();
  }

  /** Plain texts of one line that stay texts when they are quoted. */
  private static List<YamlScalar> scalars(String text) {
    List<YamlScalar> all = new ArrayList<>();
    var read = YamlReader.read(new SourceFile("pipeline.yaml", text));
    if (read.isOk()) {
      collect(read.get().root(), all);
    }
    return all;
  }

  private static void collect(YamlNode node, List<YamlScalar> into) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), into));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> collect(item, into));
    } else {
      YamlScalar scalar = (YamlScalar) node;
      boolean text =
          scalar.kind() == YamlScalar.Kind.STRING
              && scalar.style() == YamlScalar.Style.PLAIN
              && scalar.value().equals(scalar.span().text())
              && !isTagged(scalar);
      if (text) {
        into.add(scalar);
      }
    }
  }

  private static boolean isTagged(YamlScalar scalar) {
    String text = scalar.span().source().text();
    return text.substring(0, scalar.span().start()).matches("(?s).*!\\S+ ");
  }
}
