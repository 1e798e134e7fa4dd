package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobArgumentsTest {
  private static final CompiledPipeline ORDERS = pipeline("orders", "brokers", "threshold");
  private static final CompiledPipeline CLICKS = pipeline("clicks", "brokers", "verbose");

  @Test
  void eachPipelineGetsWhatItDeclares() {
    JobArguments arguments =
        new JobArguments(List.of("--threshold", "-5", "--brokers=k:1", "--verbose", "--typo", "x"));
    List<CompiledPipeline> all = List.of(ORDERS, CLICKS);
    assertThat(arguments.of(ORDERS, all))
        .containsExactly("--threshold", "-5", "--brokers=k:1", "--typo", "x");
    assertThat(arguments.of(CLICKS, all))
        .containsExactly("--brokers=k:1", "--verbose", "--typo", "x");
  }

  @Test
  void knowsWhatIsNamed() {
    JobArguments arguments = new JobArguments(List.of("--brokers=k:1", "--mode", "x=y"));
    assertThat(arguments.names("brokers")).isTrue();
    assertThat(arguments.names("mode")).isTrue();
    assertThat(arguments.names("x")).isFalse();
    assertThat(arguments.names("")).isFalse();
  }

  private static CompiledPipeline pipeline(String name, String... parameters) {
    return new CompiledPipeline(
        name,
        Path.of(name + ".yaml"),
        "C",
        List.of(),
        "",
        null,
        List.of(parameters),
        List.of(),
        List.of());
  }
}
