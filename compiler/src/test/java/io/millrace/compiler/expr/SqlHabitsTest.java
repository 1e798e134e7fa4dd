package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlHabitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '~',
      textBlock =
          """
          amount = 5.0                   :: =           :: compare with `==`
          amount <> 5.0                  :: <>          :: write `!=`
          paid AND amount > 1.0          :: AND         :: write `&&`
          paid or amount > 1.0           :: or          :: write `||`
          NOT paid                       :: NOT         :: write `!`
          note IS NULL                   :: IS NULL     :: write `!has(note)`
          row.billing.zip is not null    :: is not null :: write `has(row.billing.zip)`
          account LIKE 'a%'              :: LIKE        :: write `account.startsWith('a')`
          account LIKE '%a'              :: LIKE        :: write `account.endsWith('a')`
          account LIKE '%a%'             :: LIKE        :: write `account.contains('a')`
          amount BETWEEN 1.0 AND 5.0     :: BETWEEN     :: write `amount >= 1.0 && amount <= 5.0`
          CASE WHEN paid THEN 1 ELSE 2 END :: CASE      :: write condition ? value : other value
          account IN ('a', 'b')          :: IN          :: write x in [a, b]
          account in ('a', 'b')          :: in          :: write x in [a, b]
          account == 'it''s'             :: 'it''s'     :: write `"it's"`
          """)
  void saysHowCelSpellsIt(String text, String underlined, String help) {
    List<Diagnostic> found = Expressions.diagnose(text, Expressions.ROW).sorted();
    assertThat(found).extracting(d -> d.code().id()).containsExactly("TYP015");
    assertThat(found.get(0).span().text()).isEqualTo(underlined);
    assertThat(found.get(0).help()).isEqualTo(help);
  }

  @Test
  void reportsEachHabitOfOneExpression() {
    String found =
        Expressions.diagnose("amount = 5 AND note IS NULL OR NOT paid", Expressions.ROW)
            .sorted()
            .stream()
            .map(d -> d.span().text() + " -> " + d.help())
            .collect(Collectors.joining("\n"));
    assertThat(found)
        .isEqualTo(
            """
            = -> compare with `==`
            AND -> write `&&`
            IS NULL -> write `!has(note)`
            OR -> write `||`
            NOT -> write `!`""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      textBlock =
          """
          lower(account) == ''     :: TYP005 :: write text.lowerAscii()
          coalesce(note, '') == '' :: TYP005 :: write field.orValue(default)
          length(account) > 1      :: TYP005 :: write size(text)
          startsWith(account, '')  :: TYP005 :: write x.startsWith(…)
          account.size1() > 1      :: TYP005 :: did you mean `size`?
          note == null             :: TYP011 :: write `!has(note)`
          null != row.note         :: TYP011 :: write `has(row.note)`
          now() > at               :: TYP026 :: use the event time field of the row
          paid == TRUE             :: TYP002 :: write `true`
          """)
  void hintsAtFunctionsOfOtherLanguages(String text, String code, String help) {
    Diagnostic found = Expressions.diagnose(text, Expressions.ROW).sorted().get(0);
    assertThat(found.code().id()).isEqualTo(code);
    assertThat(found.help()).isEqualTo(help);
  }

  @Test
  void wordsOfSqlMayBeNames() {
    // Fields named like SQL words are no SQL where the expression is CEL.
    assertThat(Expressions.diagnose("tags.exists(like, like == 'AND')", Expressions.ROW).sorted())
        .isEmpty();
  }
}
