package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NullFlowTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "has(note) && note == 'a'",
        "has(row.note) && note == 'a'",
        "has(note) && row.note == 'a'",
        "paid && has(note) && size(note) > 1 && note != 'b'",
        "has(note) && (paid || note == 'a') && note != 'b'",
        "!has(note) || note == 'a'",
        "paid || !has(note) || note == 'a'",
        "!(!has(note)) && note == 'a'",
        "!(has(note) && note == 'a')",
        "!(has(note) && paid) || note == 'a'",
        "has(note) ? note == 'a' : paid",
        "!has(note) ? paid : note == 'a'",
        "has(note) && has(discount) ? note == 'a' && discount > 1.0 : false",
        "count / 2 > 1 && has(note) && note == 'a'",
        "1 / count > 1 && has(note) && note == 'a'",
        "has(note) && 1 / count > 1 && note == 'a'",
        "has(billing) && billing.city == 'a'",
        "has(billing.zip) && billing.zip == billing.city",
        "has(row.billing.zip) && row.billing.zip == 'a'",
        "items.exists(i, has(i.zip) && i.zip == 'a')",
        "has(items[0].zip)",
        "has(note) && tags.exists(t, t == note)",
        "tags.exists(t, has(note) && t == note)",
        "items.map(i, has(i.zip), i.zip) == tags",
        "note.orValue('x') == 'a'",
        "(paid ? note : account).orValue('x') == 'a'",
        "row.?billing.zip.orValue('x') == 'a'",
        "row.?note.hasValue() && row.?note.value() == 'a'",
        "row.?note == row.?billing.zip",
        "note.optMap(n, n + 'a').orValue('x') == 'a'",
        "cel.bind(n, row.?note, n.hasValue() && n.value() == 'a')",
        "account in [?row.?note, 'a']"
      })
  void acceptsGuardedReads(String text) {
    TypedExpression expression = Expressions.compile(text, Expressions.ROW);
    assertThat(expression.nullable()).isFalse();
    assertThat(expression.type().display()).isEqualTo("bool");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      textBlock =
          """
          note == 'a'                              :: note
          note == 'a' && has(note)                 :: note
          has(note) || note == 'a'                 :: note
          !has(note) && note == 'a'                :: note
          (has(note) || paid) && note == 'a'       :: note
          !(has(note) && paid) && note == 'a'      :: note
          has(note) ? paid : note == 'a'           :: note
          has(discount) && note == 'a'             :: note
          billing.city == 'a'                      :: billing
          has(billing) && billing.zip == 'a'       :: billing.zip
          items.exists(i, i.zip == 'a')            :: i.zip
          items.filter(i, has(i.zip)).all(i, i.zip == 'a') :: i.zip
          size(note) > 1                           :: note
          tags.exists(t, t == note)                :: note
          [note] == tags                           :: note
          paid ? note == 'a' : true                :: note
          (paid ? note : account) == 'a'           :: note
          note.orValue(billing.city) == 'a'        :: billing
          optional.of(note).hasValue()             :: note
          """)
  void refusesUnguardedReads(String text, String read) {
    List<Diagnostic> found = Expressions.diagnose(text, Expressions.ROW).sorted();
    assertThat(found).extracting(d -> d.code().id()).containsExactly("TYP007");
    assertThat(found.get(0).span().text()).isEqualTo(read);
    assertThat(found.get(0).message()).isEqualTo("`" + read + "` may be absent");
    assertThat(found.get(0).help()).startsWith("guard it with has(" + read + ") && …");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      textBlock =
          """
          note                        :: string? :: row.note()                          :: row.note() != null
          discount                    :: double? :: row.discount()                      :: row.discountPresent()
          billing                     :: Address?:: row.billing()                       :: row.billing() != null
          row.?note                   :: string? :: row.note()                          :: row.note() != null
          paid ? note : account       :: string? :: row.paid() ? row.note() : row.account() :: !row.paid() || row.note() != null
          paid ? discount : amount    :: double? :: row.paid() ? row.discount() : row.amount() :: !row.paid() || row.discountPresent()
          paid ? units : optional.none() :: int? :: row.paid() ? row.units() : 0L        :: row.paid() && row.unitsPresent()
          note.or(row.?billing.city)  :: string? :: row.note() != null ? row.note() : row.billing() != null ? row.billing().city() : null :: row.note() != null || row.billing() != null
          units.optMap(u, u % 2)      :: int?    :: row.unitsPresent() ? row.units() % 2L : 0L :: row.unitsPresent()
          scores[?'a']                :: int?    :: xFound != null ? xFound : 0L        :: xFound != null
          """)
  void aWholeExpressionMayBeAbsent(String text, String type, String value, String present) {
    TypedExpression expression = Expressions.compile(text, Expressions.ROW);
    JavaCode java = Expressions.java(text, Expressions.ROW);
    assertThat(expression.type().display() + (expression.nullable() ? "?" : "")).isEqualTo(type);
    assertThat(java.value()).isEqualTo(value);
    assertThat(java.present()).isEqualTo(present);
  }

  @Test
  void warnsOfTestsThatCannotFail() {
    Diagnostics found =
        Expressions.diagnose("has(account) && amount.orValue(1.0) > 2.0", Expressions.ROW);
    assertThat(found.sorted())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "expression:1:1: warning TYP030: `account` is never absent",
            "expression:1:17: warning TYP030: `amount` is never absent");
  }

  @Test
  void aConditionMustNotBeAbsent() {
    Diagnostics found = new Diagnostics();
    TypedExpression expression =
        new ExpressionCompiler()
            .compileCondition(Expressions.declare("row.?paid"), Expressions.ROW, found);
    assertThat(expression).isNotNull();
    assertThat(
            new ExpressionCompiler()
                .compileCondition(
                    Expressions.declare("row.?note.optMap(n, n == 'a')"), Expressions.ROW, found))
        .isNull();
    assertThat(found.sorted())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code().id()).isEqualTo("TYP014");
              assertThat(d.help())
                  .isEqualTo("write (row.?note.optMap(n, n == 'a')).orValue(false)");
            });
  }
}
