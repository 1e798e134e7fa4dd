package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonedWindowsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static String window(AlignedWindows windows, String instant) {
    long end = windows.sliceEnd(at(instant));
    return Instant.ofEpochMilli(windows.windowStart(end)) + " " + Instant.ofEpochMilli(end);
  }

  @Test
  void daysHave23And25HoursWhereClocksChange() {
    ZonedWindows days = Windows.tumbling(DAY).zone("Europe/Vienna");
    assertThat(window(days, "2026-03-28T12:00:00Z"))
        .isEqualTo("2026-03-27T23:00:00Z 2026-03-28T23:00:00Z");
    assertThat(window(days, "2026-03-29T12:00:00Z"))
        .isEqualTo("2026-03-28T23:00:00Z 2026-03-29T22:00:00Z");
    assertThat(window(days, "2026-10-25T12:00:00Z"))
        .isEqualTo("2026-10-24T22:00:00Z 2026-10-25T23:00:00Z");
    assertThat(window(days, "2026-10-25T22:59:59.999Z"))
        .isEqualTo("2026-10-24T22:00:00Z 2026-10-25T23:00:00Z");
    assertThat(window(days.offset(Duration.ofHours(6)), "2026-03-29T03:59:59Z"))
        .isEqualTo("2026-03-28T05:00:00Z 2026-03-29T04:00:00Z");
  }

  @Test
  void hoursThatClocksLeapOverDoNotExistAndRepeatedOnesAreOne() {
    ZonedWindows hours = Windows.tumbling(Duration.ofHours(1)).zone("Europe/Vienna");
    assertThat(window(hours, "2026-03-29T00:59:59Z"))
        .isEqualTo("2026-03-29T00:00:00Z 2026-03-29T01:00:00Z");
    assertThat(window(hours, "2026-03-29T01:00:00Z"))
        .isEqualTo("2026-03-29T01:00:00Z 2026-03-29T02:00:00Z");
    assertThat(window(hours, "2026-10-25T01:30:00Z"))
        .isEqualTo("2026-10-25T00:00:00Z 2026-10-25T02:00:00Z");
  }

  /** Days against the calendar, and all shapes against what windows promise, around changes. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Vienna, 2026-03-25, 8",
    "Europe/Vienna, 2026-10-21, 8",
    "America/New_York, 2026-03-04, 8",
    "America/New_York, 2026-10-28, 8",
    "America/Sao_Paulo, 2018-11-01, 8",
    "America/Sao_Paulo, 2019-02-13, 8",
    "America/Havana, 2026-03-05, 8",
    "America/Havana, 2026-10-29, 8",
    "Australia/Lord_Howe, 2026-04-01, 8",
    "Australia/Lord_Howe, 2026-10-01, 8",
    "Pacific/Apia, 2011-12-27, 8",
    "Asia/Kolkata, 2026-01-01, 3",
    "+05:30, 2026-01-01, 3"
  })
  void windowsFollowClocks(String zone, String from, int days) {
    ZoneId id = ZoneId.of(zone);
    ZonedWindows day = Windows.tumbling(DAY).zone(zone);
    List<ZonedWindows> shapes =
        List.of(
            day,
            Windows.tumbling(Duration.ofHours(6)).zone(zone),
            Windows.tumbling(Duration.ofHours(1)).zone(zone),
            Windows.sliding(Duration.ofDays(3), DAY).zone(zone),
            Windows.cumulating(DAY, Duration.ofHours(1)).zone(zone),
            Windows.cumulating(DAY, Duration.ofHours(6)).zone(zone));
    long start = LocalDate.parse(from).atStartOfDay(id).toInstant().toEpochMilli();
    for (long time = start; time < start + days * DAY.toMillis(); time += 600_000 - 1) {
      LocalDate date = Instant.ofEpochMilli(time).atZone(id).toLocalDate();
      long end = day.sliceEnd(time);
      assertThat(day.windowStart(end)).isEqualTo(date.atStartOfDay(id).toInstant().toEpochMilli());
      LocalDate next = date.plusDays(1);
      while (next.atStartOfDay(id).toInstant().toEpochMilli() <= time) {
        next = next.plusDays(1);
      }
      assertThat(end).isEqualTo(next.atStartOfDay(id).toInstant().toEpochMilli());
      for (ZonedWindows windows : shapes) {
        long slice = windows.sliceEnd(time);
        assertThat(slice).isGreaterThan(time);
        assertThat(windows.isWindowEnd(slice)).isTrue();
        assertThat(windows.isWindowEnd(slice - 1)).isFalse();
        assertThat(windows.firstWindowEnd(slice)).isEqualTo(slice);
        long last = windows.lastWindowEnd(slice);
        for (long w = slice; w <= last; w = windows.nextWindowEnd(w)) {
          assertThat(windows.windowStart(w)).isLessThanOrEqualTo(time);
          assertThat(windows.windowEndBehind(slice, w - 1)).isEqualTo(w);
        }
        assertThat(windows.windowStart(windows.nextWindowEnd(last))).isGreaterThan(time);
        // Windows start where clocks show whole hours, or leap over them.
        LocalTime clock =
            LocalDateTime.ofInstant(Instant.ofEpochMilli(windows.windowStart(slice)), id)
                .toLocalTime();
        boolean leap = id.getRules().getTransition(ofGap(id, windows.windowStart(slice))) != null;
        assertThat(clock.getMinute() == 0 || leap).as("%s %s", windows, clock).isTrue();
      }
    }
  }

  private static LocalDateTime ofGap(ZoneId id, long instant) {
    ZoneOffset before = id.getRules().getOffset(Instant.ofEpochMilli(instant - 1));
    return LocalDateTime.ofEpochSecond(Math.floorDiv(instant, 1000L), 0, before);
  }

  @Test
  void rowsGoThroughDaysOfAZone() throws Exception {
    try (var run =
        new KeyedRun<Tuple3<String, Long, Long>, String>(
            () ->
                WindowOperators.aggregate(
                    Windows.cumulating(DAY, Duration.ofHours(12)).zone("Europe/Vienna"),
                    new Collected(),
                    Collected.ACCUMULATOR),
            row -> row.f0,
            false)) {
      String[] times = {
        "2026-03-28T22:59:59.999Z",
        "2026-03-28T23:00:00Z",
        "2026-03-29T09:59:59.999Z",
        "2026-03-29T10:00:00Z",
        "2026-03-29T21:59:59.999Z",
        "2026-03-29T22:00:00Z"
      };
      for (int i = 0; i < times.length; i++) {
        run.row(Tuple3.of("a", at(times[i]), (long) i), at(times[i]));
      }
      run.restore(2);
      run.watermark(at("2026-03-29T21:59:59.998Z"));
      assertThat(run.take()).hasSize(2); // The end of the 28th, and noon of the 29th.
      run.watermark(at("2026-03-29T21:59:59.999Z"));
      assertThat(run.take().stream().map(StreamRecord::getValue))
          .containsExactly(
              Collected.result(
                  "a",
                  at("2026-03-28T23:00:00Z"),
                  at("2026-03-29T22:00:00Z"),
                  List.of(1L, 2L, 3L, 4L)));
      run.watermark(Long.MAX_VALUE);
      assertThat(run.take()).hasSize(2);
      assertThat(run.stateEntries()).isZero();
    }
  }

  @Test
  void refusesSlidesThatDoNotFit() {
    assertThatThrownBy(
            () -> Windows.sliding(Duration.ofHours(5), Duration.ofHours(2)).zone("Europe/Vienna"))
        .hasMessageContaining("multiple of its slide");
  }
}
