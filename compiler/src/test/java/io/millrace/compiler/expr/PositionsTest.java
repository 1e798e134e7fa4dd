package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlReader;
import io.millrace.compiler.yaml.YamlScalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Diagnostics stand at the exact characters of the file, whatever YAML did to the text. */
final class PositionsTest {
  private static Diagnostic only(String yaml) {
    SourceFile file = new SourceFile("a.yaml", yaml);
    YamlMapping root = (YamlMapping) YamlReader.read(file).get().root();
    YamlScalar scalar = (YamlScalar) root.get("where");
    Diagnostics found = new Diagnostics();
    new ExpressionCompiler()
        .compile(new ExpressionDecl(scalar.text(), "where"), Expressions.ROW, found);
    assertThat(found.sorted()).hasSize(1);
    return found.sorted().get(0);
  }

  @Test
  void inABlockScalar() {
    Diagnostic found =
        only(
            """
            where: |
              account == 'PAID'
              && account > 100
            """);
    assertThat(found.span().toString()).isEqualTo("a.yaml:3:6");
    assertThat(found.span().text()).isEqualTo("account");
  }

  @Test
  void inAFoldedScalar() {
    Diagnostic found =
        only(
            """
            where: >-
              paid &&
              account > 100
            """);
    assertThat(found.span().toString()).isEqualTo("a.yaml:3:3");
    assertThat(found.span().text()).isEqualTo("account");
  }

  @Test
  void inQuotesWithEscapes() {
    Diagnostic found = only("where: \"account == \\\"\\u00e4\\\" && amount > '1'\"\n");
    assertThat(found.span().text()).isEqualTo("amount");
    Diagnostic single = only("where: 'account == ''a'' && amount > ''1'''\n");
    assertThat(single.span().text()).isEqualTo("amount");
    assertThat(single.span().column()).isEqualTo(29);
  }

  @Test
  void behindCharactersOutsideOfTheBasicPlane() {
    Diagnostic found = only("where: \"account == '\ud83d\ude00\ud83d\ude00' && amount > '1'\"\n");
    assertThat(found.span().text()).isEqualTo("amount");
    assertThat(found.span().column()).isEqualTo(28);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          (amount - 1.0) * 2.0 > '1'              | (amount - 1.0) * 2.0
          ((amount)) > '1'                        | amount
          account.substring(1, 2).trim() > 1      | account.substring(1, 2).trim()
          size(account.substring((1))) > '1'      | size(account.substring((1)))
          tags.map(t, t + 'a')[0] > 1             | tags.map(t, t + 'a')[0]
          [1, (2)][0] > 'a'                       | [1, (2)][0]
          {'a': (1)}['a'] > 'a'                   | {'a': (1)}['a']
          -amount > 'a'                           | -amount
          (-amount) > 'a'                         | -amount
          math.abs(-1.5) > 'a'                    | math.abs(-1.5)
          (paid ? 1 : 2) > 'a'                    | paid ? 1 : 2
          row . amount > 'a'                      | row . amount
          has(note) && 'a)b' + note > 1           | 'a)b' + note
          'x' > -1                                | 'x'
          paid && !(count)                        | count
          row.?note.orValue('a') > 1              | row.?note.orValue('a')
          scores[?'a'].orValue(1) > 'a'           | scores[?'a'].orValue(1)
          cel.bind(x, amount, x * 2.0) > 'a'      | cel.bind(x, amount, x * 2.0)
          """)
  void underlinesWholeOperands(String text, String underlined) {
    assertThat(Expressions.diagnose(text, Expressions.ROW).sorted().get(0).span().text())
        .isEqualTo(underlined);
  }

  @Test
  void skipsComments() {
    Diagnostic found = only("where: |\n  paid // isn't (it\n  && account > 100\n");
    assertThat(found.span().toString()).isEqualTo("a.yaml:3:6");
  }
}
