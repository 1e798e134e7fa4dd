package io.millrace.compiler.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "500ms, PT0.5S",
    "5s, PT5S",
    "1m, PT1M",
    "2h, PT2H",
    "7d, PT168H",
    "1h30m, PT1H30M",
    "1d2h3m4s5ms, PT26H3M4.005S",
    "90s, PT90S",
    "007s, PT7S",
    "106751991d, PT2562047784H"
  })
  void readsWholeNumbersWithUnits(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(new DurationText(expected, "", null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "60, '60s, or another of the units ms, s, m, h and d'",
        "1.5, '1.5s, or another of the units ms, s, m, h and d'",
        "5 s, 5s",
        "5min, 5m",
        "2 hours 30 minutes, 2h30m",
        "10SEC, 10s",
        "1w, 7d",
        "1.5h, 1h30m",
        "PT1M30S, 1m30s",
        "30m1h, 1h30m",
        "5m5m, 10m",
        "100msecs, 100ms",
        "3us, -",
        "0.0001s, -",
        "PT-5S, -",
        "P1Y, -",
        "m, -",
        "5m!, -",
        "!5m, -",
        "'', -",
        "-5s, -"
      })
  void refusesOtherTextsAndKnowsWhatIsMeant(String text, String help) {
    DurationText duration = DurationText.parse(text);
    assertThat(duration.value()).isNull();
    assertThat(duration.problem()).isNotEmpty();
    assertThat(duration.help()).isEqualTo(help);
  }

  @ParameterizedTest
  @CsvSource({"106751992d", "106751991d1ms", "99999999999999999999h", "9999999999999999999999ms"})
  void refusesWhatDoesNotFitInMicroseconds(String text) {
    assertThat(DurationText.parse(text).problem()).isEqualTo("is longer than 106751991d");
  }

  @Test
  void writesTheShortestText() {
    assertThat(DurationText.format(Duration.ZERO)).isEqualTo("0s");
    assertThat(DurationText.format(Duration.ofMinutes(90))).isEqualTo("1h30m");
    assertThat(DurationText.format(Duration.ofMillis(86_400_001))).isEqualTo("1d1ms");
  }
}
