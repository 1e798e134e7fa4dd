package io.millrace.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every character of every scalar maps to the very characters that it was written with. */
class ScalarOffsetsTest {
  private static final int SCALARS = 120_000;

  @Test
  @Tag("thorough")
  void everyDecodedCharacterStandsWhereItWasWritten() {
    Random random = new Random(20_260_101);
    Map<Style, Integer> seen = new EnumMap<>(Style.class);
    int scalars = 0;
    while (scalars < SCALARS) {
      ScalarGenerator.Document document = ScalarGenerator.document(random, 1 + random.nextInt(12));
      check(document);
      scalars += document.scalars().size();
      document.scalars().forEach(s -> seen.merge(s.style(), 1, Integer::sum));
    }
    assertThat(seen).hasSize(5);
    assertThat(seen.values()).allMatch(count -> count > SCALARS / 20);
  }

  private static void check(ScalarGenerator.Document document) {
    Outcome<YamlDocument> outcome = YamlReader.read(new SourceFile("fuzz.yaml", document.text()));
    if (!outcome.diagnostics().isEmpty()) {
      fail(outcome.diagnostics() + " in\n" + visible(document.text()));
    }
    List<YamlScalar> scalars = new ArrayList<>();
    collect(outcome.get().root(), scalars);
    assertThat(scalars).as(document.text()).hasSameSizeAs(document.scalars());
    for (int i = 0; i < scalars.size(); i++) {
      check(document.text(), scalars.get(i), document.scalars().get(i));
    }
  }

  private static void check(String text, YamlScalar actual, ScalarWriter.Expected expected) {
    if (!actual.value().equals(expected.decoded()) || actual.style() != expected.style()) {
      fail(
          "value\n"
              + visible(actual.value())
              + "\n"
              + visible(expected.decoded())
              + "\n"
              + visible(text));
    }
    boolean known = expected.end() >= 0;
    if (actual.span().start() != expected.start()
        || (known && actual.span().end() != expected.end())) {
      fail(
          actual.span().start()
              + ".."
              + actual.span().end()
              + " for "
              + expected
              + "\n"
              + visible(text));
    }
    for (int i = 0; i < expected.decoded().length(); i++) {
      Span span = actual.text().span(i, i + 1);
      if (span.start() != expected.starts()[i] || span.end() != expected.ends()[i]) {
        fail(
            "character %d of %s %s: %d..%d instead of %d..%d in\n%s"
                .formatted(
                    i,
                    expected.style(),
                    visible(expected.decoded()),
                    span.start(),
                    span.end(),
                    expected.starts()[i],
                    expected.ends()[i],
                    visible(text)));
      }
    }
  }

  private static void collect(YamlNode node, List<YamlScalar> into) {
    if (node instanceof YamlScalar scalar) {
      into.add(scalar);
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> collect(item, into));
    } else if (node instanceof YamlMapping mapping) {
      mapping
          .entries()
          .forEach(
              entry -> {
                into.add(entry.key());
                collect(entry.value(), into);
              });
    }
  }

  private static String visible(String text) {
    return text.replace("\r", "␍").replace("\t", "␉").replace(' ', '·');
  }
}
