package io.millrace.local.testing;

import io.millrace.compiler.testing.PipelineTest;
import java.util.List;

/**
 * How a test went.
 *
 * @param failures empty if it passed
 */
record TestResult(String file, PipelineTest test, List<Failure> failures, long nanos) {
  TestResult {
    failures = List.copyOf(failures);
  }

  boolean passed() {
    return failures.isEmpty();
  }
}
