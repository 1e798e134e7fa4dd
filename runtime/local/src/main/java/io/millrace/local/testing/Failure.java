package io.millrace.local.testing;

import io.millrace.compiler.diag.Span;
import java.util.List;

/**
 * Why a test failed.
 *
 * @param message one sentence
 * @param span what was expected, or what was to be done
 * @param path where in the file
 * @param details lines below the place, as the difference of rows
 */
record Failure(String message, Span span, String path, List<String> details) {
  Failure {
    details = List.copyOf(details);
  }
}
