package io.millrace.runtime.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range in a query, as UTF-16 offsets.
 *
 * @param end behind the last character
 */
public record SqlPlace(int start, int end) {
  private static final Pattern RANGE =
      Pattern.compile("[Ff]rom line (\\d+), column (\\d+) to line (\\d+), column (\\d+)");
  private static final Pattern POINT = Pattern.compile("[Aa]t line (\\d+), column (\\d+)");

  /** The place that a message of the SQL parser or validator names; null if it names none. */
  static @Nullable SqlPlace in(String query, String message) {
    Matcher range = RANGE.matcher(message);
    if (range.find()) {
      return between(
          offset(query, range.group(1), range.group(2)),
          offset(query, range.group(3), range.group(4)) + 1,
          query);
    }
    Matcher point = POINT.matcher(message);
    if (!point.find()) {
      return null;
    }
    int start = offset(query, point.group(1), point.group(2));
    int end = start;
    while (end < query.length() && Character.isJavaIdentifierPart(query.charAt(end))) {
      end++;
    }
    return between(start, Math.max(end, start + 1), query);
  }

  private static SqlPlace between(int start, int end, String query) {
    int last = Math.min(end, query.length());
    return new SqlPlace(Math.min(start, last), last);
  }

  /** Lines and columns count from 1; columns are characters. */
  private static int offset(String query, String line, String column) {
    int start = 0;
    for (int i = 1; i < Integer.parseInt(line); i++) {
      int next = query.indexOf('\n', start);
      if (next < 0) {
        break;
      }
      start = next + 1;
    }
    return Math.min(start + Integer.parseInt(column) - 1, query.length());
  }
}
