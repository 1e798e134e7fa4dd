package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerOptionsTest {
  @Test
  void readsOptionsFilesAndTheJobsOwnParameters() {
    RunnerOptions options =
        parse(
            "a.yaml",
            "--brokers",
            "k:9092",
            "--package",
            "p.q",
            "--root",
            "/r",
            "b.yaml",
            "--",
            "--brokers",
            "other");
    assertThat(options.files()).containsExactly(Path.of("a.yaml"), Path.of("b.yaml"));
    assertThat(options.brokers()).isEqualTo("k:9092");
    assertThat(options.basePackage()).isEqualTo("p.q");
    assertThat(options.javaDirectory())
        .isEqualTo(Path.of("/r/target/millrace/run").toAbsolutePath());
    assertThat(options.savepoint()).isNull();
    assertThat(options.jobArguments()).containsExactly("--brokers", "other");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> parse()).hasMessage("no pipeline is named");
    assertThatThrownBy(() -> parse("a.yaml", "--java")).hasMessage("option --java needs a value");
    assertThatThrownBy(() -> parse("a.yaml", "--threshold", "7"))
        .hasMessage("unknown option --threshold (a pipeline's own parameters stand behind --)");
    assertThatThrownBy(() -> parse("a.yaml", "b.yaml", "--savepoint", "s"))
        .hasMessage("a savepoint belongs to one pipeline, not to [a.yaml, b.yaml]");
  }

  private static RunnerOptions parse(String... args) {
    return RunnerOptions.parse(List.of(args));
  }
}
