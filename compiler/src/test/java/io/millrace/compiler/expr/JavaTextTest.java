package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java must look as if a person had written it. */
final class JavaTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '~',
      textBlock =
          """
          amount > param.threshold && has(note)   :: row.amount() > threshold && row.note() != null
          has(note) && note.startsWith('A')       :: row.note() != null && row.note().startsWith("A")
          !has(note) || note == 'x'           :: row.note() == null || row.note().equals("x")
          account != 'x'                          :: !row.account().equals("x")
          paid && !(count > 1)                    :: row.paid() && !(row.count() > 1L)
          !!paid                                  :: row.paid()
          has(discount) ? amount - discount : amount :: row.discountPresent() ? row.amount() - row.discount() : row.amount()
          discount.orValue(0.0) * 2.0             :: (row.discountPresent() ? row.discount() : 0.0) * 2.0
          1.5 - (amount - 2.0) * -amount          :: 1.5 - (row.amount() - 2.0) * -row.amount()
          (1.5 - amount) - 2.0                    :: 1.5 - row.amount() - 2.0
          count * 2 + 1                           :: IntOps.add(IntOps.multiply(row.count(), 2L), 1L)
          count % 60 == 0                         :: row.count() % 60L == 0L
          amount > 100                            :: row.amount() > 100.0
          amount > count                          :: MixedOps.less(row.count(), row.amount())
          count + 1 > 10 && paid                  :: row.paid() && IntOps.add(row.count(), 1L) > 10L
          account in ['a', 'b']                   :: row.account().equals("a") || row.account().equals("b")
          account in tags                         :: ListOps.contains(row.tags(), row.account())
          size(tags) > 2                          :: row.tags().size() > 2L
          string(count) + account                 :: String.valueOf(row.count()) + row.account()
          account + 'a' + 'b'                     :: row.account() + "a" + "b"
          scores['a'] == scores['b']              :: MapOps.get(row.scores(), "a").longValue() == MapOps.get(row.scores(), "b")
          [size(tags)]                            :: List.of((long) row.tags().size())
          has(billing.zip)                        :: row.billing() != null && row.billing().zip() != null
          items[0].city                           :: ListOps.get(row.items(), 0L).city()
          raw == raw                              :: BytesOps.equal(row.raw(), row.raw())
          tags == tags                            :: ValueOps.equal(row.tags(), row.tags())
          paid ? 'a' : count > 1 ? 'b' : 'c'      :: row.paid() ? "a" : row.count() > 1L ? "b" : "c"
          """)
  void isOneExpressionWherePossible(String text, String java) {
    JavaCode code = Expressions.java(text, Expressions.ROW);
    assertThat(code.statements()).isEmpty();
    assertThat(code.value()).isEqualTo(java);
  }

  @Test
  void macrosAreLoops() {
    JavaCode code =
        Expressions.java("paid && tags.exists(t, t.startsWith('a')) && count > 2", Expressions.ROW);
    assertThat(String.join("\n", code.statements()))
        .isEqualTo(
            """
            boolean xHolds = row.paid();
            if (xHolds) {
              boolean xAny = false;
              for (String xT : row.tags()) {
                if (xT.startsWith("a")) {
                  xAny = true;
                  break;
                }
              }
              xHolds = xAny;
            }""");
    assertThat(code.value()).isEqualTo("xHolds && row.count() > 2L");
  }

  @Test
  void errorsWaitForOperandsThatDecide() {
    JavaCode code = Expressions.java("count + 1 > 10 && count * 2 > 3", Expressions.ROW);
    assertThat(String.join("\n", code.statements()))
        .isEqualTo(
            """
            boolean xHolds = true;
            ExpressionException xFailure = null;
            try {
              xHolds = IntOps.add(row.count(), 1L) > 10L;
            } catch (ExpressionException xError) {
              xFailure = xError;
            }
            if (xHolds) {
              try {
                xHolds = IntOps.multiply(row.count(), 2L) > 3L;
              } catch (ExpressionException xError2) {
                xFailure = xError2;
              }
            }
            if (xHolds && xFailure != null) {
              throw xFailure;
            }""");
  }

  @Test
  void literalsThatAreParsedBecomeConstants() {
    JavaCode code =
        Expressions.java(
            "at > timestamp('2026-01-01T00:00:00Z') && account.matches('^a+$')"
                + " && at.getHours('Europe/Berlin') >= 8 && took < duration('1h')",
            Expressions.ROW);
    assertThat(code.constants())
        .containsExactly(
            "private static final long X_TIMESTAMP = TimeOps.parse(\"2026-01-01T00:00:00Z\");",
            "private static final Pattern X_PATTERN = Pattern.compile(\"^a+$\");",
            "private static final ZoneId X_ZONE = TimeOps.zone(\"Europe/Berlin\");",
            "private static final long X_DURATION = DurationOps.parse(\"1h\");");
    assertThat(code.value())
        .isEqualTo(
            "row.at() > X_TIMESTAMP && X_PATTERN.matcher(row.account()).find()"
                + " && TimeOps.hour(row.at(), X_ZONE) >= 8L && row.took() < X_DURATION");
    assertThat(code.imports())
        .containsExactlyInAnyOrder(
            "io.millrace.runtime.expr.TimeOps",
            "io.millrace.runtime.expr.DurationOps",
            "com.google.re2j.Pattern",
            "java.time.ZoneId");
  }

  @Test
  void namesOfFieldsAndVariablesCannotClash() {
    JavaCode code =
        Expressions.java(
            "tags.map(row_, tags.map(class_, class_ + row_)).size() > 0", Expressions.ROW);
    assertThat(String.join("\n", code.statements()))
        .contains("for (String xRow_ : row.tags())", "for (String xClass_ : row.tags())");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      textBlock =
          """
          amount>1.0&&paid          :: ( amount > 1.0 )   && (row.paid)
          paid && (count > 1 && has(note)) :: paid && count > 1 && has(row.note)
          account == "a"            :: account == 'a'
          amount > 100              :: amount > 100.0
          """)
  void canonicalTextForgetsLayout(String one, String other) {
    assertThat(Expressions.compile(one, Expressions.ROW).canonical())
        .isEqualTo(Expressions.compile(other, Expressions.ROW).canonical());
  }

  @Test
  void readsAreFieldsOfSlots() {
    assertThat(
            Expressions.compile("address.city == 'a' && amount > param.threshold", Expressions.ROW)
                .reads())
        .containsExactlyInAnyOrder(
            new FieldRead("row", "address"),
            new FieldRead("row", "amount"),
            new FieldRead("param", "threshold"));
    assertThat(Expressions.compile("row == row", Expressions.ROW).reads())
        .singleElement()
        .satisfies(read -> assertThat(read.whole()).isTrue());
  }
}
