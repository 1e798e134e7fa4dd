package io.millrace.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobParametersTest {
  private static JobParameters.Declaration declaration() {
    return JobParameters.declare()
        .string("brokers", "KAFKA_BROKERS", "localhost:9092")
        .float64("threshold", null, "500.0")
        .int64("limit", null, "7")
        .bool("dry-run", null, "false")
        .duration("pause", null, "1h30m")
        .timestamp("since", null, "2026-01-31T12:00:00.000001+01:00")
        .secret("password", "KAFKA_PASSWORD", "");
  }

  private static JobParameters parse(String... args) {
    return declaration().parse(List.of(args), Map.of());
  }

  @Test
  void takesTheCommandLineOverTheEnvironmentOverTheDefault() {
    Map<String, String> environment = Map.of("KAFKA_BROKERS", "env:1", "KAFKA_PASSWORD", "s3cret");
    JobParameters parameters = declaration().parse(List.of("--brokers=arg:1"), environment);
    assertThat(parameters.string("brokers")).isEqualTo("arg:1");
    assertThat(parameters.string("password")).isEqualTo("s3cret");
    assertThat(declaration().parse(List.of(), environment).string("brokers")).isEqualTo("env:1");
    assertThat(parse().string("brokers")).isEqualTo("localhost:9092");
  }

  @Test
  void readsAllTypes() {
    JobParameters parameters = parse("--threshold", "-2.5e3", "--dry-run", "--limit", "-9");
    assertThat(parameters.float64("threshold")).isEqualTo(-2500.0);
    assertThat(parameters.int64("limit")).isEqualTo(-9);
    assertThat(parameters.bool("dry-run")).isTrue();
    assertThat(parameters.durationMicros("pause")).isEqualTo(5_400_000_000L);
    assertThat(parameters.timestampMicros("since")).isEqualTo(1_769_857_200_000_001L);
    assertThat(parse("--dry-run", "false", "--pause=250us").bool("dry-run")).isFalse();
    assertThat(parse("--pause=250us").durationMicros("pause")).isEqualTo(250);
    assertThat(parse("--pause", "-1.5s").durationMicros("pause")).isEqualTo(-1_500_000);
    assertThat(parse("--brokers=a=b").string("brokers")).isEqualTo("a=b");
  }

  @Test
  void reportsAllProblemsAtOnceWithoutSecrets() {
    JobParameters.Declaration declaration =
        JobParameters.declare()
            .string("brokers", "KAFKA_BROKERS", null)
            .float64("threshold", null, "500.0")
            .int64("limit", "LIMIT", null)
            .duration("pause", null, "1s")
            .secret("password", "KAFKA_PASSWORD", "hunter2");
    List<String> args =
        List.of("--treshold", "3", "--threshold=x", "--pause", "--password", "s3cret", "stray");
    assertThatThrownBy(() -> declaration.parse(args, Map.of("LIMIT", "many")))
        .isInstanceOf(JobStartException.class)
        .hasMessage(
            """
            The job cannot start with these parameters:
              - unknown parameter --treshold; did you mean --threshold?
              - --pause needs a value: a duration with units, as 500ms, 30s or 1h30m
              - argument 7 is no --name and belongs to none
              - parameter brokers is missing: give --brokers <string> or set KAFKA_BROKERS
              - --threshold: expected a number, as 2.5, got `x`
              - environment variable LIMIT: expected a whole number of 64 bits, as 42, got `many`
            Parameters:
              --brokers <string>  or KAFKA_BROKERS
              --threshold <double>  default 500.0
              --limit <int>  or LIMIT
              --pause <duration>  default 1s
              --password <secret>  or KAFKA_PASSWORD  default ***""");
    assertThatThrownBy(() -> parse("--limit=1", "--limit=2"))
        .hasMessageContaining("--limit is given twice");
    assertThatThrownBy(() -> JobParameters.declare().parse(List.of("--x"), Map.of()))
        .hasMessageContaining("The pipeline has no parameters.");
  }

  @Test
  void refusesWhatOnlyLooksRight() {
    for (String text : List.of("5", "", "5 s", "s", "1s2", "1x", "99999999999999999999d", "-")) {
      assertThatThrownBy(() -> parse("--pause=" + text)).isInstanceOf(JobStartException.class);
    }
    for (String text : List.of("2026-01-31", "2026-01-31T12:00:00", "today")) {
      assertThatThrownBy(() -> parse("--since=" + text)).isInstanceOf(JobStartException.class);
    }
    for (String text : List.of("1.0", "9223372036854775808", "", "0x10")) {
      assertThatThrownBy(() -> parse("--limit=" + text)).isInstanceOf(JobStartException.class);
    }
    for (String text : List.of("1d", "1f", "", "one")) {
      assertThatThrownBy(() -> parse("--threshold=" + text)).isInstanceOf(JobStartException.class);
    }
    assertThatThrownBy(() -> parse("--dry-run=yes")).isInstanceOf(JobStartException.class);
  }

  @Test
  void expandsTexts() {
    JobParameters parameters = parse("--brokers", "a:1,b:2", "--password", "p$w${x}");
    assertThat(parameters.expand("${brokers}")).isEqualTo("a:1,b:2");
    assertThat(parameters.expand("x-${limit}-${threshold}.")).isEqualTo("x-7-500.0.");
    assertThat(parameters.expand("$${brokers} costs 5$ ${limit}"))
        .isEqualTo("${brokers} costs 5$ 7");
    assertThat(parameters.expand("user=\"${password}\"")).isEqualTo("user=\"p$w${x}\"");
    assertThatThrownBy(() -> parameters.expand("${nope}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parameters.expand("${limit"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void expandsToTypedSettings() {
    JobParameters parameters = parse("--password", "s3cret", "--limit=0");
    assertThat(parameters.expandToInt("job.parallelism", "12")).isEqualTo(12);
    assertThat(parameters.expandToDuration("job.checkpoint.interval", "${pause}"))
        .isEqualTo(Duration.ofMinutes(90));
    assertThat(parameters.expandToTimestamp("sources.a.start", "${since}"))
        .isEqualTo(1_769_857_200_000_001L);
    assertThatThrownBy(() -> parameters.expandToInt("job.parallelism", "${limit}"))
        .isInstanceOf(JobStartException.class)
        .hasMessage("job.parallelism: `${limit}` = `0` is not a positive whole number");
    assertThatThrownBy(() -> parameters.expandToInt("job.parallelism", "${password}"))
        .hasMessage("job.parallelism: `${password}` is not a positive whole number");
    assertThatThrownBy(() -> parameters.expandToDuration("job.checkpoint.interval", "5"))
        .hasMessage(
            "job.checkpoint.interval: `5` is not a duration with units, as 500ms, 30s or 1h30m");
  }

  @Test
  void hidesSecretsAndGuardsTypes() {
    JobParameters parameters = parse("--password", "s3cret");
    assertThat(parameters.toString())
        .contains("brokers=localhost:9092", "password=***")
        .doesNotContain("s3cret");
    assertThatThrownBy(() -> parameters.int64("brokers"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parameter brokers is string, not int");
    assertThatThrownBy(() -> parameters.string("limit")).hasMessageContaining("is int");
    assertThatThrownBy(() -> parameters.bool("nope")).hasMessageContaining("nope");
  }
}
