package io.millrace.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.YamlCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Provokes every code of the reader. */
class YamlErrorsTest {
  private static List<Diagnostic> errors(String text) {
    return YamlReader.read(new SourceFile("p.yaml", text)).diagnostics();
  }

  private static Diagnostic error(String text, YamlCode code) {
    List<Diagnostic> errors = errors(text);
    assertThat(errors).singleElement().extracting(Diagnostic::code).isEqualTo(code);
    return errors.get(0);
  }

  private static String shown(Diagnostic diagnostic) {
    return diagnostic.span().line()
        + ":"
        + diagnostic.span().column()
        + " «"
        + diagnostic.span().text()
        + "» "
        + diagnostic.message()
        + (diagnostic.help() == null ? "" : " | " + diagnostic.help());
  }

  private static void assertSyntax(String text, String expected) {
    Diagnostic error = error(text, YamlCode.YAML001);
    assertThat(shown(error)).isEqualTo(expected);
    assertThat(YamlReader.read(new SourceFile("p.yaml", text)).isOk()).isFalse();
  }

  @Test
  void aSecondColonIsExplained() {
    assertSyntax(
        "a:\n  where: x: y # why\n", "2:11 «:» a second `: ` in a value | quote the value: 'x: y'");
    assertSyntax(
        "a: b\n  c: d\n",
        "2:4 «:» `c` cannot be a key here: the line above has a value already"
            + " | align it with the keys of its mapping, or remove the value above");
  }

  @Test
  void aKeyWithoutAColonIsMarked() {
    assertSyntax(
        "a: 1\nsources\nb: 2\n", "2:1 «sources» expected `:` behind this key | sources: …");
    assertSyntax("a: 1\nlast", "2:1 «last» expected `:` behind this key | last: …");
  }

  @Test
  void anOpenQuoteIsMarkedWhereItOpens() {
    assertSyntax("a: \"open\nb: c\n", "1:4 «\"» this quote is never closed");
    assertSyntax("a: 'open\n---\nb: c\n", "1:4 «'» this quote is never closed");
  }

  @Test
  void anOpenBracketIsShownToo() {
    assertSyntax("a: [b, c\nd: e\n", "2:2 «:» expected `,` or `]`");
    assertThat(error("a: [b, c\nd: e\n", YamlCode.YAML001).related())
        .singleElement()
        .hasToString("Related[span=p.yaml:1:4, message=opened here]");
    assertSyntax("a: {b: c\nd: e\n", "2:2 «:» expected `,` or `}`");
    assertSyntax("a: [b, c", "1:4 «[» this bracket is never closed");
  }

  @Test
  void aBadEscapeIsMarkedWithItsBackslash() {
    String help =
        " is no escape of a double-quoted text | write `\\\\` for a backslash, or use single quotes";
    assertSyntax("a: \"x\\d\"\n", "1:6 «\\d» `\\d`" + help);
    assertSyntax("a: \"\\u12x4\"\n", "1:5 «\\u1» `\\u1`" + help);
    assertSyntax("a: \"\\UFFFFFFFF\"\n", "1:5 «\\UFFFFFFFF» `\\UFFFFFFFF`" + help);
  }

  @Test
  void textBehindAQuotedValueIsExplained() {
    assertSyntax(
        "where: 'PAID' == status\n",
        "1:15 «==» unexpected text behind the value | quote the value: \"'PAID' == status\"");
  }

  @Test
  void indentationThatFitsNothingIsMarked() {
    assertSyntax(
        "a:\n    b: 1\n  c: 2\n",
        "3:3 «c:» the indentation of this line fits no line above"
            + " | indent by 0 spaces to continue that block");
    assertSyntax(
        "  a: 1\nb: 2\n",
        "2:1 «b:» this line does not belong to the document | align it with the first line");
  }

  @Test
  void keysAndEntriesDoNotMix() {
    assertSyntax("- a\nb: c\n", "2:1 «b:» keys and list entries cannot stand side by side");
    assertSyntax("a: b\n- c\n", "2:1 «-» keys and list entries cannot stand side by side");
    assertSyntax("a: 1\n: b\n", "2:1 «:» a key is missing before `:`");
  }

  @Test
  void otherMistakesAreNamedToo() {
    assertThat(error("k".repeat(1025) + ": 1\n", YamlCode.YAML001).message())
        .isEqualTo("a key can have at most 1024 characters");
    assertSyntax("a: b\n%c\n", "2:1 «%c» `%` starts a directive, which this is not");
    assertSyntax(" a: '\n'b: c\n", "2:2 «b:» the text from here on cannot be read as YAML");
    assertSyntax("a: ]\n", "1:4 «]» expected a value before `]`");
    assertSyntax(
        "a: 'it's'\n",
        "1:8 «s'» unexpected text behind the value | write `''` for a quote inside the text");
    assertSyntax(
        "a: |\n     \n  b\n",
        "3:3 «b» this first line of a block text is indented less than the empty line above"
            + " | remove the spaces of the empty line");
    assertSyntax("%FOO\na: b\n", "2:1 «a:» expected `---` between the directives and the document");
    assertSyntax("%TAG ! \n---\na: b\n", "1:1 «%TAG ! » `%` starts a directive, which this is not");
  }

  @Test
  void aListBehindAKeyIsExplained() {
    assertSyntax(
        "a: - b\n",
        "1:4 «-» a list cannot start on the line of its key"
            + " | start the list on the next line, or write `[…]`");
  }

  @Test
  void valuesThatStartWithAnIndicatorAreToBeQuoted() {
    assertSyntax(
        "a: @b c # why\n", "1:4 «@b» a value cannot start with `@` | quote the value: '@b c'");
    assertSyntax("a: `b`\n", "1:4 «`b`» a value cannot start with ``` | quote the value: '`b`'");
    assertSyntax(
        "a: > 5\n",
        "1:4 «> 5» `>` starts a block text, which this is not | quote the value: '> 5'");
    assertSyntax(
        "a: *.log\n",
        "1:4 «*.log» `*` starts an alias, which this is not | quote the value: '*.log'");
    assertSyntax(
        "a: & b\n", "1:4 «&» `&` starts an anchor, which this is not | quote the value: '& b'");
    assertSyntax(
        "where: !state.done && x == 'a'\n",
        "1:20 «&&» `&` starts an anchor, which this is not"
            + " | quote the value: \"!state.done && x == 'a'\"");
    assertSyntax("a: [b, @c]\n", "1:8 «@c]» a value cannot start with `@` | quote the value");
    assertSyntax("a: ? b\n", "1:4 «?» a value cannot start with `? ` here | quote the value");
  }

  @Test
  void unprintableCharactersAreAllReported() {
    List<Diagnostic> errors = errors("a: \u0007\nb: \ud83d\nc: \uffff\n");
    assertThat(errors).extracting(Diagnostic::code).containsOnly(YamlCode.YAML002);
    assertThat(errors)
        .extracting(YamlErrorsTest::shown)
        .containsExactly(
            "1:4 «\u0007» U+0007 is no printable character | remove it, or write \"\\u0007\" in double quotes",
            "2:4 «\ud83d» U+D83D is half of a surrogate pair",
            "3:4 «\uffff» U+FFFF is no printable character | remove it, or write \"\\uffff\" in double quotes");
  }

  @Test
  void bytesMustBeUtf8() {
    byte[] bytes = "a: é😀x\n".getBytes(StandardCharsets.UTF_8);
    assertThat(YamlReader.read("p.yaml", bytes).isOk()).isTrue();
    bytes[9] = (byte) 0xE9;
    Outcome<YamlDocument> outcome = YamlReader.read("p.yaml", bytes);
    assertThat(outcome.isOk()).isFalse();
    Diagnostic error = outcome.diagnostics().get(0);
    assertThat(error.code()).isEqualTo(YamlCode.YAML002);
    assertThat(error).hasToString("p.yaml:1:6: error YAML002: the byte 0xE9 is no UTF-8 here");
    assertThat(YamlReader.read("p.yaml", new byte[] {'a', (byte) 0xC3}).diagnostics().get(0))
        .hasToString("p.yaml:1:2: error YAML002: the byte 0xC3 is no UTF-8 here");
    assertThat(
            YamlReader.read("p.yaml", "a: b".getBytes(StandardCharsets.UTF_16))
                .diagnostics()
                .get(0))
        .hasToString("p.yaml:1:1: error YAML002: the file is UTF-16");
  }

  @Test
  void tabsDoNotIndent() {
    assertThat(shown(error("a:\n\t\tb: c\n", YamlCode.YAML003)))
        .isEqualTo("2:1 «\t\t» a tab cannot indent | use spaces");
    assertThat(shown(error("a: b\n \tc: d\n", YamlCode.YAML003)))
        .isEqualTo("2:2 «\t» a tab cannot indent | use spaces");
    assertThat(shown(error("a:\tb\n", YamlCode.YAML003)))
        .isEqualTo("1:3 «\t» a tab cannot stand here | use spaces");
  }

  @Test
  void emptyFilesAreRefused() {
    for (String text : List.of("", " \n", "# only\n", "---\n", "---\n...\n", "\uFEFF", "\r\n")) {
      Diagnostic error = error(text, YamlCode.YAML004);
      assertThat(error.span()).hasToString("p.yaml:1:1");
    }
    assertThat(errors("null\n")).isEmpty();
  }

  @Test
  void aSecondDocumentIsRefused() {
    Outcome<YamlDocument> outcome =
        YamlReader.read(new SourceFile("p.yaml", "a: b\n---\nc: d\n---\n"));
    assertThat(outcome.diagnostics())
        .extracting(YamlErrorsTest::shown)
        .containsExactly("2:1 «---» a second document starts here | put it in a file of its own");
    assertThat(((YamlMapping) outcome.get().root()).get("a")).isNotNull();
  }

  @Test
  void everyDuplicateKeyIsReportedWithTheFirst() {
    Outcome<YamlDocument> outcome =
        YamlReader.read(
            new SourceFile("p.yaml", "a: 1\nb: {x: 1, \"x\": 2, 'x': 3}\n'a': 2\n? a\n: 3\n"));
    assertThat(outcome.diagnostics()).extracting(Diagnostic::code).containsOnly(YamlCode.YAML006);
    assertThat(outcome.diagnostics())
        .extracting(d -> d.path() + " " + d.span() + " " + d.related())
        .containsExactly(
            "b.x p.yaml:2:11 [Related[span=p.yaml:2:5, message=first used here]]",
            "b.x p.yaml:2:19 [Related[span=p.yaml:2:5, message=first used here]]",
            "a p.yaml:3:1 [Related[span=p.yaml:1:1, message=first used here]]",
            "a p.yaml:4:3 [Related[span=p.yaml:1:1, message=first used here]]");
    YamlMapping root = (YamlMapping) outcome.get().root();
    assertThat(root.entries()).hasSize(2);
    assertThat(((YamlScalar) root.get("a")).value()).isEqualTo("1");
  }

  @Test
  void keysMustBeNames() {
    assertThat(shown(error("topic: {{ name }}\n", YamlCode.YAML007)))
        .isEqualTo(
            "1:9 «{ name }» a mapping cannot be a key | quote a value that starts with `{` or `[`");
    assertThat(shown(error("[a]: b\n", YamlCode.YAML007))).startsWith("1:1 «[a]» a list cannot be");
    assertThat(shown(error("null: b\n", YamlCode.YAML007)))
        .isEqualTo("1:1 «null» null cannot be a key | quote it: \"null\"");
    assertThat(shown(error("a: 1\n? \n: b\n", YamlCode.YAML007)))
        .endsWith("null cannot be a key | write a name before `:`");
    assertThat(errors("1: a\ntrue: b\n'null': c\n")).isEmpty();
  }

  @Test
  void mergeKeysAreRefused() {
    Diagnostic error = error("a: &x {b: c}\nd:\n  <<: *x\n", YamlCode.YAML008);
    assertThat(error.path()).isEqualTo("d.<<");
    assertThat(error.span()).hasToString("p.yaml:3:3");
    assertThat(errors("'<<': a\n")).isEmpty();
  }

  @Test
  void unknownTagsAreRefusedWithTheValueQuoted() {
    assertThat(shown(error("where: !has(note)\n", YamlCode.YAML009)))
        .isEqualTo(
            "1:8 «!has(note)» unknown tag `!has(note)` | quote a value that starts with `!`: '!has(note)'");
    assertThat(shown(error("where: !has(a.b) # why\n", YamlCode.YAML009)))
        .endsWith("| quote a value that starts with `!`: '!has(a.b)'");
    assertThat(shown(error("where: !state.done == 'a'\n", YamlCode.YAML009)))
        .endsWith("| quote a value that starts with `!`: \"!state.done == 'a'\"");
    assertThat(shown(error("a: &x !!set {b}\n", YamlCode.YAML009))).startsWith("1:7 «!!set» ");
    assertThat(shown(error("a: !e!x b\n", YamlCode.YAML009))).startsWith("1:4 «!e!x» ");
  }

  @Test
  void tagsMustFitTheirValues() {
    assertThat(shown(error("a: !!int twelve\n", YamlCode.YAML010)))
        .isEqualTo("1:10 «twelve» `twelve` does not fit its tag `!!int`");
    assertThat(shown(error("a: !!str [b]\n", YamlCode.YAML010)))
        .isEqualTo("1:4 «!!str» the tag `!!str` does not fit a list");
    assertThat(shown(error("a: !!seq b\n", YamlCode.YAML010)))
        .isEqualTo("1:4 «!!seq» the tag `!!seq` does not fit a scalar");
    assertThat(errors("a: !!seq [b]\nc: !!map {d: e}\nf: !!float 1\n")).isEmpty();
    assertThat(error("a: !!float 0x1F\n", YamlCode.YAML010).span()).hasToString("p.yaml:1:12");
  }

  @Test
  void aliasesNeedAnAnchorBefore() {
    assertThat(shown(error("a: &common {b: c}\nd: *comon\n", YamlCode.YAML011)))
        .isEqualTo(
            "2:4 «*comon» no anchor `&comon` stands before this alias | did you mean `*common`?");
    assertThat(shown(error("d: *x\na: &x 1\n", YamlCode.YAML011)))
        .endsWith("| quote a value that starts with `*`");
  }

  @Test
  void anAliasInsideItselfIsRefused() {
    assertThat(shown(error("a: &x [b, {c: *x}]\n", YamlCode.YAML012)))
        .isEqualTo("1:15 «*x» `*x` stands inside the value that it repeats");
  }

  @Test
  void aliasesOfAliasesAreBounded() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 40; i++) {
      String items = "*a" + (i - 1) + ", ";
      laughs.append("a%d: &a%d [%s*a%d]%n".formatted(i, i, items.repeat(9), i - 1));
    }
    Outcome<YamlDocument> outcome = YamlReader.read(new SourceFile("p.yaml", laughs.toString()));
    assertThat(outcome.diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(YamlCode.YAML013);
    assertThat(outcome.diagnostics().get(0).message())
        .isEqualTo("the aliases of this file expand to more than 100,000 nodes");
  }

  @Test
  void theBoundCountsExpandedNodes() {
    // Ten nodes and a list of 1000 aliases of it: 1000 * 10 nodes; then ten times that.
    String text = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: &b [%s]\n".formatted("*a, ".repeat(1000));
    assertThat(errors(text + "c: [" + "*b, ".repeat(8) + "]\n")).isEmpty();
    assertThat(errors(text + "c: [" + "*b, ".repeat(9) + "]\n"))
        .extracting(Diagnostic::code)
        .containsExactly(YamlCode.YAML013);
  }

  @Test
  void nestingIsBounded() {
    assertThat(errors("[".repeat(100) + "]".repeat(100))).isEmpty();
    Diagnostic error = error("[".repeat(101) + "]".repeat(101), YamlCode.YAML014);
    assertThat(error.span()).hasToString("p.yaml:1:101");
    assertThat(error.message()).isEqualTo("nested more than 100 levels deep");
    assertThat(error("[".repeat(2_000_000), YamlCode.YAML014).span()).hasToString("p.yaml:1:101");
    assertThat(
            error(
                    "a: ["
                        + "[".repeat(100)
                        + "]".repeat(100)
                        + ", "
                        + "[".repeat(100)
                        + "]".repeat(100)
                        + "]",
                    YamlCode.YAML014)
                .path())
        .startsWith("a[0][0]");
  }

  @Test
  @Tag("thorough")
  void theSizeIsBounded() {
    String text = "a: '" + "x".repeat(YamlReader.MAX_SIZE - 6) + "'\n";
    assertThat(errors(text)).isEmpty();
    assertThat(error(text + " ", YamlCode.YAML015).message())
        .isEqualTo("the file is larger than 8 MiB");
    byte[] bytes = (text + " ").getBytes(StandardCharsets.UTF_8);
    assertThat(YamlReader.read("p.yaml", bytes).diagnostics())
        .singleElement()
        .hasToString("p.yaml:1:1: error YAML015: the file is larger than 8 MiB");
  }

  @Test
  void otherVersionsOfYamlAreRefused() {
    assertThat(shown(error("# c\n%YAML 1.1\n---\na: b\n", YamlCode.YAML016)))
        .isEqualTo(
            "2:1 «%YAML 1.1» the file demands YAML 1.1 but is read as YAML 1.2 | remove the directive");
    assertThat(error("%YAML 2.0\n---\na: b\n", YamlCode.YAML016)).isNotNull();
  }

  @Test
  void messagesStayShortWhateverTheFileHolds() {
    String name = "😀".repeat(100);
    Diagnostic error = error("a" + name + ": 1\na" + name + ": 2\n", YamlCode.YAML006);
    assertThat(error.message()).isEqualTo("the key `a" + "😀".repeat(39) + "…` occurs twice");
    assertThat(error.path()).hasSize(80);
    assertThat(errors("a: 1\n".repeat(1000))).hasSize(200);
  }

  @Test
  void allMistakesThatAreNoSyntaxErrorsAreReportedTogether() {
    List<Diagnostic> errors = errors("a: !x 1\na: *b\n<<: 2\n[c]: 3\nd: !!int e\n");
    assertThat(errors)
        .extracting(d -> d.code().id())
        .containsExactly("YAML009", "YAML011", "YAML006", "YAML008", "YAML007", "YAML010");
  }
}
