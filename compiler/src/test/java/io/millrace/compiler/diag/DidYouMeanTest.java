package io.millrace.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  private static final List<String> KEYS =
      List.of(
          "topic",
          "topics",
          "topic-pattern",
          "type",
          "input",
          "format",
          "schema",
          "allowed-lateness",
          "max-parallelism",
          "parallelism",
          "on-error",
          "key",
          "delivery",
          "bootstrap-servers");

  @ParameterizedTest
  @CsvSource({
    "topik, topic",
    "tpoic, topic",
    "topicz, topic",
    "tpye, type",
    "typ, type",
    "inptu, input",
    "fromat, format",
    "allowedLateness, allowed-lateness",
    "allowed_lateness, allowed-lateness",
    "Topic, topic",
    "MAX_PARALLELISM, max-parallelism",
    "paralelism, parallelism",
    "deliver, delivery",
    "bootstrap, bootstrap-servers",
    "onerror, on-error",
    "kye, key",
  })
  void findsWhatWasMeant(String word, String expected) {
    assertThat(DidYouMean.closest(word, KEYS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"x", "''", "zzz", "window", "where", "ab", "kk"})
  void findsNothingInWhatIsUnlike(String word) {
    assertThat(DidYouMean.closest(word, KEYS)).isNull();
  }

  @Test
  void prefersTheNearest() {
    assertThat(DidYouMean.closest("topcs", List.of("topic", "topics"))).isEqualTo("topics");
    assertThat(DidYouMean.closest("user-id", List.of("user-ip", "userId"))).isEqualTo("userId");
    assertThat(DidYouMean.closest("same", List.of("same", "sane"))).isEqualTo("sane");
    assertThat(DidYouMean.closest("any", List.of())).isNull();
  }

  @Test
  void veryLongNamesAreNotCompared() {
    assertThat(DidYouMean.closest("a".repeat(101), List.of("a".repeat(100)))).isNull();
    assertThat(DidYouMean.closest("a".repeat(99), List.of("a".repeat(101), "a".repeat(100))))
        .isEqualTo("a".repeat(100));
  }

  @Test
  void aPrefixOfSeveralIsNoAnswer() {
    assertThat(DidYouMean.closest("max", List.of("max-size-of-file", "max-age-of-file"))).isNull();
  }

  @Test
  void distanceCountsASwapOnce() {
    assertThat(DidYouMean.distance("ab", "ba")).isEqualTo(1);
    assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
    assertThat(DidYouMean.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(DidYouMean.distance("same", "same")).isZero();
  }
}
