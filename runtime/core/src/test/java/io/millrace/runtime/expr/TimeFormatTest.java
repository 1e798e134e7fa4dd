package io.millrace.runtime.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TimeFormatTest {
  private static final List<String> PATTERNS =
      List.of(
          "yyyy-MM-dd",
          "EEEE d MMMM uuuu G QQQ D",
          "YYYY-'W'ww-e",
          "HH:mm",
          "h a",
          "h B",
          "HH:mm:ss",
          "HH:mm:ss.SSSSSS",
          "A",
          "n N",
          "yyyy-MM-dd HH XXX",
          "VV z O x Z",
          "'on' dd 'at' H 'o''clock'",
          "[HH][:mm]",
          "ppppHH");

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneOffset.UTC,
          ZoneId.of("Europe/Vienna"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Africa/Monrovia"), // 44 minutes and 30 seconds until 1972
          ZoneId.of("Australia/Lord_Howe")); // clocks change by half an hour

  /** Small steps stay in a day, an hour, a second; large ones leave them; some go back. */
  @Test
  void writesWhatTheFormatterWrites() {
    SplittableRandom random = new SplittableRandom(7);
    long[] steps = {0, 1, 999, 400_000, 7_000_000, 1_000_000_000L, 5_000_000_000L, 90_000_000_000L};
    for (String pattern : PATTERNS) {
      TimeFormat format = TimeFormat.of(pattern);
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      long micros = -3_000_000_000_000_000L;
      for (int i = 0; i < 3_000; i++) {
        long step = steps[random.nextInt(steps.length)];
        micros += random.nextInt(4) == 0 ? -step : step;
        if (i % 500 == 499) {
          micros += 1_000_000_000_000_000L;
        }
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        assertEquals(formatter.format(instant.atZone(ZoneOffset.UTC)), format.write(micros));
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        assertEquals(formatter.format(instant.atZone(zone)), format.write(micros, zone), pattern);
      }
    }
  }

  /** Half an hour is repeated and half an hour is left out when clocks change. */
  @Test
  void seesClocksChange() {
    TimeFormat format = TimeFormat.of("HH:mm XXX");
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern("HH:mm XXX", Locale.ENGLISH);
    for (ZoneId zone : ZONES) {
      Instant day = Instant.parse("2026-04-04T12:00:00Z");
      for (int minute = 0; minute < 24 * 60; minute += 10) {
        Instant at = day.plus(minute, ChronoUnit.MINUTES);
        long micros = at.getEpochSecond() * 1_000_000;
        assertEquals(formatter.format(at.atZone(zone)), format.write(micros, zone));
      }
    }
  }
}
