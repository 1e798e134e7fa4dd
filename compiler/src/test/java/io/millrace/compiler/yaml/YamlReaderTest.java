package io.millrace.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.yaml.YamlScalar.Kind;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  static YamlNode root(String text) {
    Outcome<YamlDocument> outcome = YamlReader.read(new SourceFile("p.yaml", text));
    assertThat(outcome.diagnostics()).isEmpty();
    return outcome.get().root();
  }

  private static YamlNode at(String text, String... keys) {
    YamlNode node = root(text);
    for (String key : keys) {
      node = ((YamlMapping) node).get(key);
      assertThat(node).as(key).isNotNull();
    }
    return node;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null|NULL",
        "~|NULL",
        "NULL|NULL",
        "``|NULL",
        "nULL|STRING",
        "'null'|STRING",
        "true|BOOL",
        "False|BOOL",
        "yes|STRING",
        "on|STRING",
        "12|INT",
        "-12|INT",
        "+0|INT",
        "0o17|INT",
        "0xFf|INT",
        "017|INT",
        "1_000|STRING",
        "1:30|STRING",
        "1.5|FLOAT",
        "1.|FLOAT",
        ".5|FLOAT",
        "1e3|FLOAT",
        "-.inf|FLOAT",
        ".NaN|FLOAT",
        ".|STRING",
        "-|STRING",
        "'12'|STRING",
        "!!str 12|STRING",
        "! 12|STRING",
        "!!int '12'|INT",
        "!!float 12|FLOAT",
        "!!bool 'true'|BOOL",
        "!!null ''|NULL",
        "!<tag:yaml.org,2002:str> 1|STRING",
        "${a}|STRING",
        "<<|STRING",
        "2026-01-01|STRING"
      })
  void kindsFollowTheCoreSchema(String written, Kind kind) {
    // A dash alone is an entry of a list unless something stands in front.
    String text = written.equals("-") ? "a: !!str -x" : "a: " + written;
    assertThat(((YamlScalar) at(text, "a")).kind()).isEqualTo(kind);
  }

  @Test
  void scalarsGiveTheirValues() {
    YamlMapping mapping =
        (YamlMapping)
            root("{i: 0x1F, o: 0o17, n: -9223372036854775809, b: TRUE, f: 1e3, inf: -.inf}");
    assertThat(scalar(mapping, "i").integerValue()).isEqualTo(31);
    assertThat(scalar(mapping, "o").integerValue()).isEqualTo(15);
    assertThat(scalar(mapping, "n").integerValue())
        .isEqualTo(new BigInteger("-9223372036854775809"));
    assertThat(scalar(mapping, "b").booleanValue()).isTrue();
    assertThat(scalar(mapping, "f").floatValue()).isEqualTo(1000.0);
    assertThat(scalar(mapping, "inf").floatValue()).isNegative().isInfinite();
  }

  private static YamlScalar scalar(YamlMapping mapping, String key) {
    return (YamlScalar) mapping.get(key);
  }

  @Test
  void collectionsEndWithTheirContent() {
    String text =
        """
        # before
        a:
          b: [1, 2]   # behind
          c: |
            text

        # between
        d:
        - &x x
        - !!map {k: v}

        """;
    YamlMapping root = (YamlMapping) root(text);
    assertThat(root.span().text()).startsWith("a:").endsWith("{k: v}");
    assertThat(root.get("a").span().text()).startsWith("b: [1").endsWith("    text");
    assertThat(((YamlMapping) root.get("a")).get("b").span().text()).isEqualTo("[1, 2]");
    assertThat(((YamlMapping) root.get("a")).get("c").span().text()).isEqualTo("|\n    text");
    YamlSequence list = (YamlSequence) root.get("d");
    assertThat(list.span().text()).startsWith("- &x").endsWith("}");
    assertThat(list.items().get(0).span().text()).isEqualTo("x");
    assertThat(list.items().get(1).span().text()).isEqualTo("{k: v}");
  }

  @Test
  void spansOfFlowPairsAndNestedLists() {
    YamlSequence list = (YamlSequence) at("a: [b: c , \"d\": f , ? g : h, [ i ]  ]", "a");
    assertThat(list.items())
        .extracting(item -> item.span().text())
        .containsExactly("b: c", "\"d\": f", "? g : h", "[ i ]");
  }

  @Test
  void aValueLeftOutIsAPointBehindItsIndicator() {
    YamlMapping root =
        (YamlMapping) root("a:\n\n# c\nb: {c , d: }\ne:\n- \n- x\n? f\n# c\ng: &h\n");
    assertThat(root.get("a").span().start()).isEqualTo(2);
    assertThat(root.get("a").span().end()).isEqualTo(2);
    YamlMapping flow = (YamlMapping) root.get("b");
    assertThat(flow.get("c").span()).hasToString("p.yaml:4:6");
    assertThat(flow.get("d").span()).hasToString("p.yaml:4:11");
    assertThat(((YamlSequence) root.get("e")).items().get(0).span()).hasToString("p.yaml:6:2");
    assertThat(root.get("f").span()).hasToString("p.yaml:8:4");
    assertThat(root.get("g").span()).hasToString("p.yaml:10:6");
  }

  @Test
  void tagsAndAnchorsAreNoPartOfASpan() {
    for (String before :
        List.of(
            "&x ",
            "!!str ",
            "&x  !!str # why\n  # more\n  ",
            "!!str &x \u0085  ",
            "!<tag:yaml.org,2002:str> ")) {
      YamlScalar value = (YamlScalar) at("a: " + before + "'b'\n", "a");
      assertThat(value.span().text()).as(before).isEqualTo("'b'");
      assertThat(value.text().span(0, 1).text()).isEqualTo("b");
    }
    assertThat(at("a: &x [&b c, &d ]", "a").span().text()).isEqualTo("[&b c, &d ]");
  }

  @Test
  void aByteOrderMarkAndEmojiDoNotShiftSpans() {
    YamlMapping root = (YamlMapping) root("\uFEFF😀: 1\n'👩‍🚀': two\n");
    assertThat(root.entries().get(0).key().span().text()).isEqualTo("😀");
    assertThat(root.get("😀").span().text()).isEqualTo("1");
    assertThat(root.get("👩‍🚀").span().text()).isEqualTo("two");
    assertThat(root.get("😀").span().column()).isEqualTo(4);
  }

  @Test
  void anAliasStandsWhereItIsUsedAndItsPartsWhereTheyAreWritten() {
    String text = "a: &t  'x > 1'\nb: *t\nc: &m {k: v}\nd: *m\ne: &l [1]\nf: *l\n*t : g\n";
    YamlMapping root = (YamlMapping) root(text);
    YamlScalar alias = (YamlScalar) root.get("b");
    assertThat(alias.span()).hasToString("p.yaml:2:4");
    assertThat(alias.span().text()).isEqualTo("*t");
    assertThat(alias.value()).isEqualTo("x > 1");
    assertThat(alias.text().span(2, 3)).hasToString("p.yaml:1:11");
    assertThat(root.get("d").span().text()).isEqualTo("*m");
    assertThat(((YamlMapping) root.get("d")).get("k").span()).hasToString("p.yaml:3:11");
    assertThat(root.get("f").span().text()).isEqualTo("*l");
    assertThat(root.get("x > 1").span().text()).isEqualTo("g");
  }

  @Test
  void anAnchorNameUsedAgainStandsForTheLaterValue() {
    YamlSequence list = (YamlSequence) root("[&a 1, *a, &a 2, *a]");
    assertThat(list.items())
        .extracting(item -> ((YamlScalar) item).value())
        .containsExactly("1", "1", "2", "2");
  }

  @Test
  void anEmptyRangeIsAPoint() {
    YamlScalar text = (YamlScalar) at("a: |\n  b &&\n\nc: ''\n", "a");
    assertThat(text.text().span(0, 0).start()).isEqualTo(7);
    // The end of the text is shown on its last line, not behind the line break.
    assertThat(text.text().span(5, 5)).hasToString("p.yaml:2:7");
    assertThat(text.text().span(99, 99)).hasToString("p.yaml:2:7");
    assertThat(((YamlScalar) at("c: ''", "c")).text().span(0, 0).text()).isEqualTo("''");
  }

  @Test
  void markersAndTheVersionOfThisYamlAreAllowed() {
    assertThat(((YamlScalar) at("%YAML 1.2\n---\na: b\n...\n", "a")).value()).isEqualTo("b");
    assertThat(((YamlScalar) at("---\na: b\n", "a")).value()).isEqualTo("b");
  }
}
