package io.millrace.runtime.rank;

import java.io.Serializable;
import java.util.List;

/**
 * How many rows are kept of a list that is in the order of a ranking.
 *
 * @param rows at least 1
 * @param ties whether rows that are equal to the last one stay too
 */
public record RowLimit(int rows, boolean ties) implements Serializable {
  public RowLimit {
    if (rows < 1) {
      throw new IllegalArgumentException("A limit is at least 1, got " + rows);
    }
  }

  /** The first rows; of equal ones those that came first. */
  public static RowLimit of(int rows) {
    return new RowLimit(rows, false);
  }

  /** The first rows, and all that are equal to the last of them. */
  public static RowLimit withTies(int rows) {
    return new RowLimit(rows, true);
  }

  /** How many rows of the list are kept. */
  <T> int kept(List<T> sorted, Ranking<T, ?> ranking) {
    if (sorted.size() <= rows || !ties) {
      return Math.min(sorted.size(), rows);
    }
    int kept = rows;
    while (kept < sorted.size() && ranking.compare(sorted.get(rows - 1), sorted.get(kept)) == 0) {
      kept++;
    }
    return kept;
  }

  /** Whether a row is not kept, since enough rows rank before it. */
  <T> boolean isBehind(List<T> sorted, T row, Ranking<T, ?> ranking) {
    if (sorted.size() < rows) {
      return false;
    }
    int order = ranking.compare(sorted.get(sorted.size() - 1), row);
    return order < 0 || (order == 0 && !ties);
  }

  /** Where a row goes: behind all that are not greater, since it came later. */
  static <T> int place(List<T> sorted, T row, Ranking<T, ?> ranking) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranking.compare(sorted.get(middle), row) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds a row, and drops what is no longer kept; false if the row itself is not kept. */
  <T> boolean add(List<T> sorted, T row, Ranking<T, ?> ranking) {
    int place = place(sorted, row, ranking);
    if (place >= rows && !(ties && ranking.compare(sorted.get(rows - 1), row) == 0)) {
      return false;
    }
    sorted.add(place, row);
    int kept = kept(sorted, ranking);
    sorted.subList(kept, sorted.size()).clear();
    return true;
  }

  /** The rank of a place, from 1; with ties, equal rows share the first one's. */
  <T> long rank(List<T> sorted, int place, Ranking<T, ?> ranking) {
    int first = place;
    while (ties && first > 0 && ranking.compare(sorted.get(first - 1), sorted.get(place)) == 0) {
      first--;
    }
    return first + 1L;
  }
}
