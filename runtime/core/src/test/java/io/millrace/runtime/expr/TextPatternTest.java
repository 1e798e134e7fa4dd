package io.millrace.runtime.expr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is extracted without RE2's engine is what the engine finds. */
class TextPatternTest {
  private static final List<String> AHEAD =
      List.of(
          "",
          "",
          "^",
          "(?:&|^)",
          "(?:^|a|\\.)",
          "(?:a)",
          "[?&]",
          "[^&]",
          "[ab]",
          "[a-c]",
          "(a|^)",
          "(?:ab|^)",
          "(?:&|^)?",
          "[&]*",
          "(?i)",
          "(?:|a)");
  private static final List<String> MARKS =
      List.of("a", "ab", "aa", "id=", "a\\.", "a.", "\\$", "\\n", "a*", "ä", "a b", "\\d", "", "-");
  private static final List<String> SETS =
      List.of(
          ".",
          "[^&]",
          "[^&a]",
          "\\d",
          "\\w",
          "\\s",
          "\\D",
          "[a-c]",
          "[a-c0-9]",
          "[\\d.]",
          "[]a]",
          "[a-]",
          "[-a]",
          "[^\\n]",
          "[&&a]",
          "[[:alpha:]]",
          "[^ä]",
          "[\\]a]",
          "[a\\-c]",
          "a",
          "[^^]",
          "[a^]",
          "[+--]",
          "[\\w=]",
          "[a-\\d]",
          "(?:a)",
          "[\\.-a]",
          "[c-a]");
  private static final List<String> ENDS =
      List.of("*)", "*)", "+)", "+)", "*?)", ")", "+)b", "{1,2})", "*)$", "", "?)", "*|b)");
  private static final String LETTERS = "aabb&&id==..c0 9-\n\u00e4$?^]\uD83D\uDE00\uD83D";

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String text(String mark, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(14); i > 0; i--) {
      text.append(random.nextInt(4) == 0 ? mark : LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  @Test
  void findsWhatTheEngineFinds() {
    Random random = new Random(3);
    int simple = 0;
    int found = 0;
    for (int i = 0; i < 6_000; i++) {
      String mark = one(MARKS, random);
      String pattern = one(AHEAD, random) + mark + "(" + one(SETS, random) + one(ENDS, random);
      Pattern engine;
      try {
        engine = Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        assertThat(MarkedValue.of(pattern)).as(pattern).isNull();
        continue;
      }
      if (engine.groupCount() > 1) {
        assertThat(MarkedValue.of(pattern)).as(pattern).isNull();
        continue;
      }
      TextPattern tested = TextPattern.of(pattern);
      simple += tested.isSimple() ? 1 : 0;
      for (int j = 0; j < 20; j++) {
        String text = text(mark.replace("\\", ""), random);
        Matcher matcher = engine.matcher(text);
        String expected = matcher.find() ? matcher.group(engine.groupCount()) : null;
        found += tested.isSimple() && expected != null ? 1 : 0;
        assertThat(tested.extract(text)).as("%s in %s", pattern, text).isEqualTo(expected);
      }
    }
    assertThat(simple).isGreaterThan(300);
    assertThat(found).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel_id=([^&]*)",
        "(?:&|^)channel_id=([^&]*)",
        "[?&]id=(\\w+)",
        "^/users/(\\d+)",
        "order-([A-Z0-9]+)",
        "a\\.b (.*)"
      })
  void needsNoEngineForAMarkAndAValue(String pattern) {
    assertThat(TextPattern.of(pattern).isSimple()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id=",
        "(\\d+)",
        "id=(\\d+)-",
        "id=(\\d+?)",
        "(?i)id=(\\d+)",
        "a*b(.*)",
        "a|b(.*)"
      })
  void leavesOtherFormsToTheEngine(String pattern) {
    assertThat(TextPattern.of(pattern).isSimple()).isFalse();
  }
}
