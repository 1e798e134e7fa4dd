package io.millrace.compiler.diag;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that a misspelled one was probably meant to be. */
public final class DidYouMean {
  /** Nobody needs help with a longer name, and the comparison takes quadratic time. */
  private static final int MAX_LENGTH = 100;

  private DidYouMean() {}

  /**
   * The candidate that is most like a word, or null where none is like it. Ties go to the candidate
   * that comes first.
   *
   * <p>Spellings in another case, or with other separators ({@code maxSize}, {@code max_size},
   * {@code max-size}), are nearly equal. Otherwise an edit is a character added, left out,
   * replaced, or swapped with its neighbour; about one in three characters may be edited. A word
   * that is the start of just one candidate, or the other way round, is like it too.
   */
  public static @Nullable String closest(String word, Collection<String> candidates) {
    if (word.length() > MAX_LENGTH) {
      return null;
    }
    String folded = fold(word);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      if (candidate.equals(word) || candidate.length() > MAX_LENGTH) {
        continue;
      }
      String other = fold(candidate);
      int allowed = Math.max(folded.length(), other.length()) / 3;
      // Twice the distance: a difference in case or separators alone counts less than any edit.
      int distance = folded.equals(other) ? 1 : 2 * distance(folded, other);
      if (distance <= Math.max(1, 2 * allowed) && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best != null ? best : onlyWithPrefix(folded, candidates);
  }

  /** The candidate that a word starts, or that starts the word, if there is just one. */
  private static @Nullable String onlyWithPrefix(String folded, Collection<String> candidates) {
    String only = null;
    for (String candidate : candidates) {
      String other = fold(candidate);
      int shared = Math.min(folded.length(), other.length());
      if (shared >= 3
          && !other.equals(folded)
          && (other.startsWith(folded) || folded.startsWith(other))) {
        if (only != null) {
          return null;
        }
        only = candidate;
      }
    }
    return only;
  }

  private static String fold(String word) {
    return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** The optimal string alignment distance: Damerau-Levenshtein without edits between swaps. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
