package io.millrace.pipelines.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaterializedTest {
  @Test
  void numbersAndTimesAreComparedByTheirValue() {
    List<String> ours =
        Materialized.of(
            List.of(
                output(null, "{\"price\":12.500,\"n\":100,\"at\":\"2015-07-14T23:59:20Z\"}"),
                output(null, "{\"price\":7.000,\"n\":7,\"at\":\"2015-07-14T23:59:26.230Z\"}")),
            false);
    List<String> theirs =
        Materialized.of(
            List.of(
                output(null, "{\"price\":7,\"n\":7,\"at\":\"2015-07-14T23:59:26.23\"}"),
                output(null, "{\"price\":12.5,\"n\":100,\"at\":\"2015-07-14T23:59:20\"}")),
            true);

    assertThat(ours).isEqualTo(theirs).hasSize(2).anyMatch(row -> row.contains("n=100"));
  }

  @Test
  void aRowReplacesTheOneOfItsKeyAndNothingDeletesIt() {
    assertThat(
            Materialized.of(
                List.of(
                    output("a", "{\"n\":1}"),
                    output("b", "{\"n\":2}"),
                    output("a", "{\"n\":3}"),
                    output("b", null)),
                false))
        .containsExactly("{n=3}");
  }

  private static Outlet.Output output(@Nullable String key, @Nullable String value) {
    return new Outlet.Output(
        key == null ? null : key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8),
        false);
  }
}
