package io.millrace.compiler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLoaderTest {
  private static final String PIPELINE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: orders
      sources:
        orders: { type: elements, schema: { id: int, price: int }, rows: [{ id: 1, price: 2 }] }
      operators:
        dear: { type: filter, input: orders, where: prize > 1 }
      sinks:
        out: { type: print, input: deer }
      """;

  private static final String TESTS =
      """
      apiVersion: millrace/v1
      kind: Test
      tests:
        dear orders:
          given: { orders: [{ id: 1, price: 2 }] }
          expect: { out: [{ id: 1, price: 2 }] }
      """;

  @TempDir private Path directory;

  @Test
  @DisplayName("a pipeline's mistakes are shown with its tests, each with its advice")
  void mistakesOfThePipelineKeepTheirAdvice() throws IOException {
    Files.writeString(directory.resolve("orders.yaml"), PIPELINE);
    Path tests = Files.writeString(directory.resolve("orders.test.yaml"), TESTS);

    Outcome<TestSuite> suite = new TestLoader(directory, "test").load(tests);

    assertThat(suite.isOk()).isFalse();
    assertThat(suite.diagnostics()).hasSize(1);
    assertThat(suite.diagnostics().get(0).related())
        .extracting(Diagnostic.Related::message)
        .containsExactly(
            "TYP002: unknown name `prize` (did you mean `price`?)",
            "REF001: there is no source or operator `deer` (did you mean `dear`?)");
  }
}
