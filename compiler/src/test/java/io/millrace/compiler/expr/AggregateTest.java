package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AggregateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          count()                      | int     | count()
          count(note)                  | int     | count(row.note)
          count_if(paid)               | int     | count_if(row.paid)
          count_distinct(account)      | int     | count_distinct(row.account)
          count_distinct_if(note,paid) | int     | count_distinct_if(row.note, row.paid)
          sum(count)                   | int     | sum(row.count)
          sum(amount)                  | double  | sum(row.amount)
          sum(discount)                | double  | sum(row.discount)
          sum_if(units, has(note))     | int     | sum_if(row.units, has(row.note))
          avg(count)                   | double  | avg(row.count)
          avg(discount)                | double? | avg(row.discount)
          avg_if(amount, paid)         | double? | avg_if(row.amount, row.paid)
          min(at)                      | timestamp | min(row.at)
          max(took)                    | duration  | max(row.took)
          max(account)                 | string    | max(row.account)
          min_if(count, amount > 1)    | int?    | min_if(row.count, (row.amount > 1.0))
          first(note)                  | string? | first(row.note)
          last(paid)                   | bool    | last(row.paid)
          last(raw)                    | bytes   | last(row.raw)
          sum(count * 2 +   1)         | int     | sum(((row.count * 2) + 1))
          sum_if(discount * 2.0, has(discount)) | double | sum_if((row.discount * 2.0), has(row.discount))
          """)
  void givesTypesAndCanonicalText(String text, String type, String canonical) {
    TypedExpression expression = Expressions.compile(text, Expressions.MEASURE);
    assertThat(expression.type().display() + (expression.nullable() ? "?" : "")).isEqualTo(type);
    assertThat(expression.aggregates())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.canonical()).isEqualTo(canonical);
              assertThat(call.span().text()).isEqualTo(text);
            });
    assertThat(expression.canonical()).isEqualTo(canonical);
    assertThat(expression.reads()).isEmpty();
  }

  @Test
  void readsKeysOutsideAndTheRowInside() {
    TypedExpression expression =
        Expressions.compile(
            "account + string(sum_if(count, account == 'a' && amount > param.threshold))",
            Expressions.MEASURE);
    assertThat(expression.reads()).containsExactly(new FieldRead("row", "account"));
    AggregateCall call = expression.aggregates().get(0);
    assertThat(call.function()).isEqualTo("sum");
    assertThat(call.arguments().get(0).reads()).containsExactly(new FieldRead("row", "count"));
    assertThat(call.condition().reads())
        .containsExactlyInAnyOrder(
            new FieldRead("row", "account"),
            new FieldRead("row", "amount"),
            new FieldRead("param", "threshold"));
  }

  @Test
  void equalAggregatesAppearOnce() {
    TypedExpression expression =
        Expressions.compile(
            "sum(amount) > 10.0 && sum( row.amount ) / double(count()) < 5.0", Expressions.MEASURE);
    assertThat(expression.aggregates())
        .extracting(AggregateCall::canonical)
        .containsExactly("sum(row.amount)", "count()");
  }

  @Test
  void writesResultsByIndex() {
    JavaCode java =
        Expressions.java(
            "sum(amount) / double(count()) + avg_if(amount, paid).orValue(0.0)",
            Expressions.MEASURE);
    assertThat(java.value()).isEqualTo("result0 / (double) result1 + (present2 ? result2 : 0.0)");
    assertThat(java.statements()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sum(sum(count))              | TYP018 | sum(count)    | an aggregate cannot stand inside another
          sum(account)                 | TYP006 | account       | `sum` takes (int), (double) or (decimal), got (string)
          sum_if(count)                | TYP006 | count         | `sum_if` takes (int, bool), (double, bool) or (decimal, bool), got (int)
          min(amount, 2.0)             | TYP006 | amount, 2.0   | `min` takes (int), (double), (decimal), (string), (timestamp) or (duration), got (double, double)
          count_if(count)              | TYP006 | count         | `count_if` takes (bool), got (int)
          sum(count * units)           | TYP007 | units         | `units` may be absent
          avg_if(amount, paid) + 1.0   | TYP007 | avg_if(amount, paid) | `avg_if(amount, paid)` may be absent
          amount > 1.0                 | TYP002 | amount        | unknown name `amount`
          tags.exists(t, sum(t) > 1)   | TYP002 | t             | unknown name `t`
          """)
  void refuses(String text, String code, String underlined, String message) {
    Diagnostic found = Expressions.diagnose(text, Expressions.MEASURE).sorted().get(0);
    if (text.startsWith("tags")) {
      // The key has no tags; the variable is no part of the row either.
      found = Expressions.diagnose(text, Expressions.MEASURE).sorted().get(1);
    }
    assertThat(found.code().id()).isEqualTo(code);
    assertThat(found.span().text()).isEqualTo(underlined);
    assertThat(found.message()).isEqualTo(message);
  }

  @Test
  void standsInMeasuresOnly() {
    Diagnostic found = Expressions.diagnose("sum(amount) > 1.0", Expressions.ROW).sorted().get(0);
    assertThat(found.toString())
        .isEqualTo(
            "expression:1:1: error TYP017: `sum` is an aggregate, and here is one row at a time");
    assertThat(Expressions.diagnose("max(amount, 1.0)", Expressions.ROW).sorted().get(0).help())
        .isEqualTo("write math.greatest(a, b)");
  }
}
