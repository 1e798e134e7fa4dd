package io.millrace.compiler.expr;

import io.millrace.compiler.diag.DidYouMean;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Words for what a user may have meant. */
final class Suggestions {
  private Suggestions() {}

  /** A help text, or null where nothing is close. */
  static @Nullable String didYouMean(String word, Collection<String> candidates) {
    String closest = DidYouMean.closest(word, candidates);
    return closest == null ? null : "did you mean `" + closest + "`?";
  }
}
