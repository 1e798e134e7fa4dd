package io.millrace.compiler.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.layout.LineChanges.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Whatever YAML comes in says the same afterwards, to a reader that is not ours. */
@Tag("thorough")
class RandomLayoutTest {
  private static final int FILES = 1_000;
  private static final Pattern COMMENT = Pattern.compile("# c\\d+");

  @Test
  void saysTheSameInOneForm() {
    int refused = 0;
    for (long seed = 0; seed < FILES; seed++) {
      String text = RandomYaml.of(seed);
      FileLayout layout = FileLayout.of(new SourceFile("a.yaml", text));
      assertThat(layout.problems()).as(text).isEmpty();
      if (layout.refusal() != null) {
        assertThat(layout.text()).isEqualTo(text);
        refused++;
        continue;
      }
      String form = layout.text();
      assertThat(load(form)).as("seed %d:%n%s%nbecame%n%s", seed, text, form).isEqualTo(load(text));
      assertThat(comments(form)).as(text).isEqualTo(comments(text));
      assertThat(FileLayout.of(new SourceFile("a.yaml", form)).text()).as(text).isEqualTo(form);
      assertThat(form).doesNotContain("\r").doesNotContain("\t").endsWith("\n");
      assertThat(changed(text, LineChanges.between(text, form))).isEqualTo(form.lines().toList());
    }
    assertThat(refused).isLessThan(FILES / 50);
  }

  /** The lines of a file after some changes. */
  private static List<String> changed(String text, List<Change> changes) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      int start = change.line() - 1;
      List<String> place = lines.subList(start, start + change.before().size());
      assertThat(place).isEqualTo(change.before());
      place.clear();
      lines.addAll(start, change.after());
    }
    return lines;
  }

  private static Object load(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static List<String> comments(String text) {
    return COMMENT.matcher(text).results().map(MatchResult::group).toList();
  }
}
