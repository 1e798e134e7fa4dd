package io.millrace.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersFileTest {
  @TempDir private Path directory;

  private JobParameters.Declaration declaration() {
    return JobParameters.declare()
        .string("brokers", "KAFKA_BROKERS", "localhost:9092")
        .int64("limit", "LIMIT", "7")
        .secret("password", "KAFKA_PASSWORD", null)
        .fromFile("password", directory.resolve("secret").toString());
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void standsBetweenTheCommandLineAndTheEnvironment() throws IOException {
    String base = write("base", "# all\n\n brokers = kafka:1 \r\nlimit=8\npassword = a = b\n");
    String prod = write("prod", "\uFEFFlimit = 9");
    Map<String, String> environment = Map.of("LIMIT", "1", "KAFKA_BROKERS", "env:1");
    JobParameters parameters =
        declaration()
            .parse(List.of("--parameters-file", base, "--parameters-file=" + prod), environment);
    assertThat(parameters.string("brokers")).isEqualTo("kafka:1");
    assertThat(parameters.int64("limit")).isEqualTo(9);
    assertThat(parameters.string("password")).isEqualTo("a = b");
    assertThat(
            declaration()
                .parse(List.of("--parameters-file", base, "--limit", "2"), environment)
                .int64("limit"))
        .isEqualTo(2);
    assertThat(ParametersFile.names(base)).containsExactly("brokers", "limit", "password");
    assertThat(ParametersFile.names("no such file")).isEmpty();
  }

  @Test
  void reportsEveryLineWithoutItsValue() throws IOException {
    String file =
        write("bad", "limit = many\nbroker = hunter2\nhunter2\nlimit = 4\npassword=hunter2");
    assertThatThrownBy(() -> declaration().parse(List.of("--parameters-file", file), Map.of()))
        .isInstanceOf(JobStartException.class)
        .hasMessageContaining(file + ":1: expected a whole number of 64 bits, as 42, got `many`")
        .hasMessageContaining(file + ":2: unknown parameter broker; did you mean brokers?")
        .hasMessageContaining(file + ":3: the line is no `name = value`")
        .hasMessageContaining(file + ":4: limit stands in line 1 already")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> declaration().parse(List.of("--parameters-file", "/none"), Map.of()))
        .hasMessageContaining("--parameters-file: there is no file /none");
    assertThatThrownBy(() -> declaration().parse(List.of("--parameters-file"), Map.of()))
        .hasMessageContaining("--parameters-file needs the path of a file");
  }

  @Test
  void aMountedSecretIsTheLastResort() throws IOException {
    assertThatThrownBy(() -> declaration().parse(List.of(), Map.of()))
        .hasMessageContaining(
            "parameter password is missing: give --password <secret> or set KAFKA_PASSWORD"
                + " or write it to "
                + directory.resolve("secret"));
    write("secret", "hunter2 \n\n");
    assertThat(declaration().parse(List.of(), Map.of()).string("password")).isEqualTo("hunter2 \n");
    assertThat(declaration().parse(List.of(), Map.of("KAFKA_PASSWORD", "env")).string("password"))
        .isEqualTo("env");
    assertThat(declaration().parse(List.of(), Map.of()).toString()).contains("password=***");
  }
}
