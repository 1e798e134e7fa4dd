package io.millrace.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps and durations as text, against java.time. */
class TimeTextTest {
  @Test
  void timestampsAreThoseOfJavaTime() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long seconds = -62_167_219_200L + (long) (random.nextDouble() * 315_569_520_000L);
      long nanos =
          switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1000) * 1_000_000L;
            default -> random.nextInt(1_000_000_000);
          };
      Instant instant = Instant.ofEpochSecond(seconds, nanos);
      long micros = seconds * 1_000_000 + nanos / 1000;
      assertThat(parse(instant.toString())).isEqualTo(micros);
      if (nanos % 1_000_000 == 0) {
        assertThat(format(micros)).isEqualTo(instant.toString());
      }
      assertThat(parse(format(micros))).isEqualTo(micros);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2160) - 1080));
      OffsetDateTime local = instant.atOffset(offset);
      if (local.getYear() >= 0 && local.getYear() <= 9999) {
        assertThat(parse(local.toString())).isEqualTo(micros);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 1769860800000000",
    "2026-01-31t12:00:00z, 1769860800000000",
    "2026-01-31 12:00:00Z, 1769860800000000",
    "2026-01-31T12:00Z, 1769860800000000",
    "2026-01-31T14:00:00+02:00, 1769860800000000",
    "2026-01-31T14:00:00+0200, 1769860800000000",
    "2026-01-31T14:00:00+02, 1769860800000000",
    "2026-01-31T08:30:00.5-03:30, 1769860800500000",
    "2026-01-31T12:00:00.123456789Z, 1769860800123456",
    "2024-02-29T00:00:00Z, 1709164800000000",
    "0000-01-01T00:00:00Z, -62167219200000000",
    "9999-12-31T23:59:59.999999Z, 253402300799999999",
    "1969-12-31T23:59:59.999999Z, -1"
  })
  void formsOfRfc3339(String text, long micros) {
    assertThat(parse(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00.1234567890Z",
        "2026-01-31T12:00:00,5Z",
        "2026-02-29T12:00:00Z",
        "1900-02-29T12:00:00Z",
        "2026-13-01T12:00:00Z",
        "2026-00-01T12:00:00Z",
        "2026-01-00T12:00:00Z",
        "2026-04-31T12:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:60Z",
        "2026-01-31T12:00:00+24:00",
        "2026-01-31T12:00:00+02:60",
        "2026-01-31T12:00:00+2:00",
        "2026-01-31T12:00:00 Z",
        "2026-01-31T12:00:00ZZ",
        "2026-01-31T12:0x:00Z",
        "20x6-01-31T12:00:00Z",
        "202x-01-31T12:00:00Z",
        "2026/01/31T12:00:00Z",
        "2026-01-31T12-00:00Z",
        "+12026-01-31T12:00:00Z",
        "2026-01-31T12:00:0Z"
      })
  void anythingElseIsInvalid(String text) {
    assertThat(parse(text)).isEqualTo(TimestampText.INVALID);
  }

  @Test
  void yearsOfMoreDigitsAreWritten() {
    assertThat(format(Long.MAX_VALUE)).isEqualTo("+294247-01-10T04:00:54.775807Z");
    assertThat(format(Long.MIN_VALUE)).isEqualTo("-290308-12-21T19:59:05.224192Z");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H30M, 5400000000",
    "-PT1.5S, -1500000",
    "P1DT0.000001S, 86400000001",
    "5400s, 5400000000",
    "1h30m, 5400000000",
    "1.5h, 5400000000",
    "-1.5s, -1500000",
    "100ms, 100000",
    "7us, 7",
    "1500ns, 1",
    ".5s, 500000",
    "1h1m1s1ms1us1ns, 3661001001"
  })
  void durations(String text, long micros) {
    byte[] bytes = ("xx" + text).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(DurationText.parse(bytes, 2, bytes.length)).isEqualTo(micros);
    byte[] written = DurationText.format(micros);
    assertThat(new String(written, StandardCharsets.ISO_8859_1))
        .isEqualTo(Duration.of(micros, ChronoUnit.MICROS).toString());
    assertThat(DurationText.parse(written, 0, written.length)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "1d",
        "1s ",
        " 1s",
        "--1s",
        "1e3s",
        "PT",
        "P1Y",
        "1.s.",
        "99999999999h"
      })
  void noDurations(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(DurationText.parse(bytes, 0, bytes.length)).isEqualTo(DurationText.INVALID);
  }

  private static long parse(String text) {
    byte[] bytes = (text + "Z0:").getBytes(StandardCharsets.ISO_8859_1);
    return TimestampText.parse(bytes, 0, text.length());
  }

  private static String format(long micros) {
    byte[] out = new byte[TimestampText.MAX_LENGTH];
    return new String(out, 0, TimestampText.format(micros, out, 0), StandardCharsets.ISO_8859_1);
  }
}
