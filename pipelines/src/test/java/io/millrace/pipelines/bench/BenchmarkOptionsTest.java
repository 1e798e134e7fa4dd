package io.millrace.pipelines.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BenchmarkOptionsTest {
  @Test
  void everythingHasADefault() {
    BenchmarkOptions options = BenchmarkOptions.parse();

    assertThat(options.queries()).contains("q0", "q10", "q23");
    assertThat(options.contenders()).contains("millrace", "sql", "hand", "floor");
    assertThat(options.backends()).containsExactly("heap", "rocksdb");
    assertThat(options.kafka()).isFalse();
    assertThat(options.rounds()).isEqualTo(5);
  }

  @Test
  void optionsAreRead() {
    BenchmarkOptions options =
        BenchmarkOptions.parse("source=kafka", "queries=q5,q18", "rounds=0", "parallelism=2");

    assertThat(options.kafka()).isTrue();
    assertThat(options.queries()).containsExactly("q5", "q18");
    assertThat(options.rounds()).isZero();
    assertThat(options.parallelism()).isEqualTo(2);
    assertThat(BenchmarkOptions.parse("source=memory").kafka()).isFalse();
  }

  @Test
  void whatIsNoOptionIsRefused() {
    assertThatThrownBy(() -> BenchmarkOptions.parse("query=q5")).hasMessageContaining("query");
    assertThatThrownBy(() -> BenchmarkOptions.parse("q5")).hasMessageContaining("name=value");
    assertThatThrownBy(() -> BenchmarkOptions.parse("source=disk"))
        .hasMessage("source is memory or kafka, found disk");
  }
}
