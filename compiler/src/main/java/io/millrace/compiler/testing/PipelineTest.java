package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Located;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test.
 *
 * @param clock processing time when it starts
 * @param fails a text in the message with which the job has to fail; null: it must not
 */
public record PipelineTest(
    Located<String> name,
    TestTarget target,
    Instant clock,
    List<TestStep> steps,
    @Nullable Located<String> fails) {
  public PipelineTest {
    steps = List.copyOf(steps);
  }
}
