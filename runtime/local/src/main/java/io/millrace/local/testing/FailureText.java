package io.millrace.local.testing;

import io.millrace.compiler.diag.FailureFrame;
import java.util.ArrayList;
import java.util.List;

/** Shows failures of tests to a person, each with the expectation that did not hold. */
final class FailureText {
  private final boolean color;

  FailureText(boolean color) {
    this.color = color;
  }

  String of(TestResult result) {
    List<String> frames = new ArrayList<>();
    for (Failure failure : result.failures()) {
      frames.add(
          FailureFrame.render(
              color,
              "FAILED",
              failure.message(),
              failure.span(),
              failure.path(),
              failure.details()));
    }
    return String.join("\n", frames);
  }
}
