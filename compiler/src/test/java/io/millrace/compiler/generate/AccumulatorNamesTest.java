package io.millrace.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccumulatorNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          count()                                    | count
          sum(row.amount)                            | sumAmount
          count_distinct(row.id)                     | countDistinctId
          count_if((row.amount > 10.0))              | countIfAmountGt10
          count_if((row.amount >= 10.5))             | countIfAmountGe10_5
          sum_if(row.n, (row.kind == "big */ one"))  | sumIfNKindEqBigone
          max((row.a - row.b))                       | maxAMinusB
          min(row.the_longest_name_of_a_field_ever)  | minTheLongestNameOfAFieldEver
          """)
  void areCamelCase(String canonical, String name) {
    assertThat(AccumulatorNames.of(canonical)).isEqualTo(name);
  }
}
