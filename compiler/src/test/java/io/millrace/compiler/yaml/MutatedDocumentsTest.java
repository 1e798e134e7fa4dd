package io.millrace.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.JsonRenderer;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TerminalRenderer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the file holds, reading gives a value or an error at a place inside the file. */
@Tag("thorough")
class MutatedDocumentsTest {
  private static final int DOCUMENTS = 4_000;
  private static final String[] PIECES = {
    ":",
    ": ",
    "- ",
    "? ",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    " #",
    "&a ",
    "*a",
    "!x ",
    "!!int ",
    "|",
    ">",
    "|2-",
    "%",
    "@",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u0085",
    "\uFEFF",
    "😀",
    "---\n",
    "...\n",
    "\\",
    "\\u",
    "\\UFFFFFFFF",
    "<<: ",
    "\u0000",
    "\ud83d",
    "  ",
    "\n\n",
    "%YAML 1.1\n",
    "%TAG ! x\n",
    "~",
    "\u2028"
  };

  @Test
  void nothingIsThrownAndEverySpanIsInTheFile() {
    Random random = new Random(7);
    int failed = 0;
    int mapped = 0;
    int unmapped = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder text =
          new StringBuilder(ScalarGenerator.document(random, 1 + random.nextInt(6)).text());
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        edit(text, random);
      }
      SourceFile file = new SourceFile("fuzz.yaml", text.toString());
      Outcome<YamlDocument> outcome = YamlReader.read(file);
      for (Diagnostic diagnostic : outcome.diagnostics()) {
        checkSpan(diagnostic.span());
        diagnostic.related().forEach(related -> checkSpan(related.span()));
        assertThat(diagnostic.message()).isNotBlank();
      }
      assertThat(new TerminalRenderer(false).render(outcome.diagnostics())).doesNotContain("\r");
      assertThat(new JsonRenderer().render(outcome.diagnostics())).endsWith("}\n");
      failed += outcome.isOk() ? 0 : 1;
      if (outcome.isOk()) {
        int[] counts = checkNode(outcome.get().root());
        mapped += counts[0];
        unmapped += counts[1];
      }
    }
    // Both sides must be exercised, and giving up on a map must stay the exception.
    assertThat(failed).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    assertThat(unmapped).isLessThan(mapped / 1000);
  }

  private static void edit(StringBuilder text, Random random) {
    int at = random.nextInt(text.length() + 1);
    if (random.nextInt(3) == 0 && at < text.length()) {
      text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
    } else {
      text.insert(at, PIECES[random.nextInt(PIECES.length)]);
    }
  }

  private static int[] checkNode(YamlNode node) {
    checkSpan(node.span());
    int[] counts = new int[2];
    if (node instanceof YamlScalar scalar) {
      boolean exact = !(scalar.text() instanceof MappedText text) || text.isMapped();
      counts[exact ? 0 : 1]++;
      for (int i = 0; i < scalar.value().length(); i++) {
        checkSpan(scalar.text().span(i, i + 1));
      }
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> add(counts, checkNode(item)));
    } else if (node instanceof YamlMapping mapping) {
      mapping
          .entries()
          .forEach(
              entry -> {
                add(counts, checkNode(entry.key()));
                add(counts, checkNode(entry.value()));
              });
    }
    return counts;
  }

  private static void add(int[] counts, int[] more) {
    counts[0] += more[0];
    counts[1] += more[1];
  }

  private static void checkSpan(Span span) {
    assertThat(span.end()).isLessThanOrEqualTo(span.source().text().length());
  }
}
