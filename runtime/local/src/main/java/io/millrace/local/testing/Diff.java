package io.millrace.local.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What of two lists is in both in the same order, and what in one alone. */
final class Diff<E, A> {
  /** Beyond that, rows are compared in pairs from the start. */
  private static final int MOST_CELLS = 4_000_000;

  /** One line: at least one of the two is there, both where they are the same. */
  record Line<E, A>(@Nullable E expected, @Nullable A actual) {
    boolean isSame() {
      return expected != null && actual != null;
    }
  }

  private final List<Line<E, A>> lines = new ArrayList<>();

  private Diff() {}

  static <E, A> Diff<E, A> ordered(List<E> expected, List<A> actual, BiPredicate<E, A> same) {
    Diff<E, A> diff = new Diff<>();
    int rows = expected.size();
    int columns = actual.size();
    if ((long) (rows + 1) * (columns + 1) > MOST_CELLS) {
      diff.pairwise(expected, actual, same);
      return diff;
    }
    int[][] longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            same.test(expected.get(i), actual.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && same.test(expected.get(i), actual.get(j))) {
        diff.lines.add(new Line<>(expected.get(i++), actual.get(j++)));
      } else if (i < rows && (j == columns || longest[i + 1][j] >= longest[i][j + 1])) {
        diff.lines.add(new Line<>(expected.get(i++), null));
      } else {
        diff.lines.add(new Line<>(null, actual.get(j++)));
      }
    }
    return diff;
  }

  private void pairwise(List<E> expected, List<A> actual, BiPredicate<E, A> same) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      E left = i < expected.size() ? expected.get(i) : null;
      A right = i < actual.size() ? actual.get(i) : null;
      if (left != null && right != null && !same.test(left, right)) {
        lines.add(new Line<>(left, null));
        lines.add(new Line<>(null, right));
      } else {
        lines.add(new Line<>(left, right));
      }
    }
  }

  /** Pairs every expected one with an actual one of its own, wherever it is. */
  static <E, A> Diff<E, A> unordered(List<E> expected, List<A> actual, BiPredicate<E, A> same) {
    Diff<E, A> diff = new Diff<>();
    List<A> left = new ArrayList<>(actual);
    for (E wanted : expected) {
      A found = null;
      for (A candidate : left) {
        if (same.test(wanted, candidate)) {
          found = candidate;
          break;
        }
      }
      if (found != null) {
        left.remove(found);
      }
      diff.lines.add(new Line<>(wanted, found));
    }
    left.forEach(extra -> diff.lines.add(new Line<>(null, extra)));
    return diff;
  }

  List<Line<E, A>> lines() {
    return lines;
  }

  long missing() {
    return lines.stream().filter(line -> line.actual() == null).count();
  }

  long extra() {
    return lines.stream().filter(line -> line.expected() == null).count();
  }

  /** Lines with {@code -} for what did not come, {@code +} for what came too much. */
  List<String> render(Function<E, String> expected, Function<A, String> actual, boolean showExtra) {
    List<String> shown = new ArrayList<>();
    for (Line<E, A> line : lines) {
      if (line.isSame()) {
        shown.add("  " + actual.apply(line.actual()));
      } else if (line.expected() != null) {
        shown.add("- " + expected.apply(line.expected()));
      } else if (showExtra) {
        shown.add("+ " + actual.apply(line.actual()));
      }
    }
    return shown;
  }
}
