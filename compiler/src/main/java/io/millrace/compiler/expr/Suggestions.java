package io.millrace.compiler.expr;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Words for what a user may have meant. */
final class Suggestions {
  private Suggestions() {}

  /** A help text, or null where nothing is close. */
  static @Nullable String didYouMean(String word, Collection<String> candidates) {
    for (String candidate : candidates) {
      if (candidate.equalsIgnoreCase(word)) {
        return "did you mean `" + candidate + "`?";
      }
    }
    return null;
  }
}
