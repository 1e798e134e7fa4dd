package io.millrace.compiler.testing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup is answered.
 *
 * @param asked values that a question must have for it, by name; empty: any question
 * @param rows the answers; empty: nothing was found
 * @param error why there is no answer; null if there is one
 */
public record LookupAnswer(
    Map<String, Object> asked, List<Map<String, Object>> rows, @Nullable String error) {
  public LookupAnswer {
    rows = List.copyOf(rows);
  }
}
