package io.millrace.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestFilterTest {
  @Test
  void picksFilesAndTests() {
    assertThat(TestFilter.ALL.picks("orders", "large")).isTrue();
    TestFilter filter = TestFilter.parse("orders, pay*#la?ge*,#only this");
    assertThat(filter.picks("orders", "anything")).isTrue();
    assertThat(filter.picks("payments", "large orders")).isTrue();
    assertThat(filter.picks("payments", "small")).isFalse();
    assertThat(filter.picks("other", "only this")).isTrue();
    assertThat(filter.picks("other", "only that")).isFalse();
    assertThat(TestFilter.parse("orders.test.yaml").picks("orders", "x")).isTrue();
  }

  @Test
  void leavesOut() {
    TestFilter filter = TestFilter.parse("!orders#slow*");
    assertThat(filter.picks("orders", "slow one")).isFalse();
    assertThat(filter.picks("orders", "fast one")).isTrue();
    assertThat(TestFilter.parse("or*,!#slow").picks("orders", "slow")).isFalse();
  }
}
