package io.millrace.compiler.layout;

import java.util.ArrayList;
import java.util.List;

/** The places at which a file and its form differ, in lines. */
public final class LineChanges {
  private LineChanges() {}

  /**
   * Lines that are replaced by others; one of the two may be empty.
   *
   * @param line where they start in the file, from 1
   */
  public record Change(int line, List<String> before, List<String> after) {
    public Change {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** The lines as they are shown: with {@code -} and {@code +}, and with dots for what hides. */
    public List<String> shown() {
      List<String> lines = new ArrayList<>();
      before.forEach(line -> lines.add("- " + visible(line)));
      after.forEach(line -> lines.add("+ " + visible(line)));
      return lines;
    }

    private static String visible(String line) {
      if (line.isEmpty()) {
        return "(blank line)";
      }
      int end = line.stripTrailing().length();
      return line.substring(0, end) + "·".repeat(line.length() - end);
    }
  }

  /** The changes, from the top. There are none if only the ends of lines differ. */
  public static List<Change> between(String file, String form) {
    List<String> before = file.lines().toList();
    List<String> after = form.lines().toList();
    List<Change> changes = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        i++;
        j++;
        continue;
      }
      int[] end = nextEqual(before, i, after, j);
      int same = sameAtEnd(before.subList(i, end[0]), after.subList(j, end[1]));
      changes.add(
          new Change(i + 1, before.subList(i, end[0] - same), after.subList(j, end[1] - same)));
      i = end[0];
      j = end[1];
    }
    return changes;
  }

  /** The nearest two lines that are equal again, or the ends; a blank line equals too many. */
  private static int[] nextEqual(List<String> before, int from, List<String> after, int start) {
    int left = before.size() - from;
    int right = after.size() - start;
    for (int distance = 1; distance < left + right - 1; distance++) {
      for (int i = Math.max(0, distance - right + 1); i <= Math.min(distance, left - 1); i++) {
        String line = before.get(from + i);
        if (!line.isBlank() && line.equals(after.get(start + distance - i))) {
          return new int[] {from + i, start + distance - i};
        }
      }
    }
    return new int[] {before.size(), after.size()};
  }

  /** How many blank lines end both. */
  private static int sameAtEnd(List<String> before, List<String> after) {
    int same = 0;
    while (same < before.size()
        && same < after.size()
        && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
      same++;
    }
    return same;
  }
}
