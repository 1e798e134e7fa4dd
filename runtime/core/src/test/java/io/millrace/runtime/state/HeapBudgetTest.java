package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
  private static final int ENOUGH_TO_MEASURE = 1_000;

  @Test
  @DisplayName("a larger heap keeps more values, within bounds")
  void roomGrowsWithTheHeap() {
    assertThat(HeapBudget.room(256L << 20)).isEqualTo(32_768);
    assertThat(HeapBudget.room(1L << 30)).isEqualTo(32_768);
    assertThat(HeapBudget.room(2L << 30)).isEqualTo(65_536);
    assertThat(HeapBudget.room(4L << 30)).isEqualTo(131_072);
    assertThat(HeapBudget.room(Long.MAX_VALUE)).isEqualTo(131_072);
  }

  @Test
  @DisplayName("small values have all the room once they were measured, and little before")
  void smallValues() throws IOException {
    HeapBudget<Long> budget = new HeapBudget<>(LongSerializer.INSTANCE, 100_000);
    assertThat(budget.limit()).isEqualTo(4_096);
    for (long value = 0; value < ENOUGH_TO_MEASURE; value++) {
      budget.saw(value);
    }
    assertThat(budget.limit()).isEqualTo(100_000);
  }

  @Test
  @DisplayName("of large values only as many wait as make 16 MiB")
  void largeValues() throws IOException {
    HeapBudget<String> budget = new HeapBudget<>(StringSerializer.INSTANCE, 100_000);
    String text = "x".repeat(16 << 10);
    for (int i = 0; i < ENOUGH_TO_MEASURE; i++) {
      budget.saw(text);
    }
    assertThat(budget.limit()).isBetween(1_000, 1_024);
  }

  @Test
  @DisplayName("the limit follows when values become small again")
  void valuesThatShrink() throws IOException {
    HeapBudget<String> budget = new HeapBudget<>(StringSerializer.INSTANCE, 100_000);
    String large = "x".repeat(16 << 10);
    for (int i = 0; i < 1_024 * 128; i++) {
      budget.saw(large);
    }
    for (int i = 0; i < 20 * 1_024 * 128; i++) {
      budget.saw("y");
    }
    assertThat(budget.limit()).isEqualTo(100_000);
  }
}
