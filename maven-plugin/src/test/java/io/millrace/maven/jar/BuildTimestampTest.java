package io.millrace.maven.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuildTimestampTest {
  @Test
  void readsWhatMavensOwnPluginsRead() {
    Instant expected = Instant.parse("2026-01-01T12:00:00Z");
    assertThat(BuildTimestamp.parse("2026-01-01T12:00:00Z")).isEqualTo(expected);
    assertThat(BuildTimestamp.parse("2026-01-01T14:00:00+02:00")).isEqualTo(expected);
    assertThat(BuildTimestamp.parse(Long.toString(expected.getEpochSecond()))).isEqualTo(expected);
  }

  @Test
  void nothingMeansTheSameTimeEverywhere() {
    assertThat(BuildTimestamp.parse(null)).isEqualTo(BuildTimestamp.NONE);
    assertThat(BuildTimestamp.parse(" ")).isEqualTo(BuildTimestamp.NONE);
    assertThat(BuildTimestamp.parse("x")).isEqualTo(BuildTimestamp.NONE);
  }

  @Test
  void anythingElseIsAMistake() {
    assertThatThrownBy(() -> BuildTimestamp.parse("yesterday"))
        .isInstanceOf(DateTimeException.class);
  }
}
