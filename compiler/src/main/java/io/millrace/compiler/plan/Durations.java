package io.millrace.compiler.plan;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How durations are written in plans and comments. */
public final class Durations {
  private static final long[] SIZES = {86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

  private Durations() {}

  /** {@code 5s} or {@code 1h30m}; null if the text is no duration. */
  public static @Nullable Duration parse(String text) {
    Matcher part = PART.matcher(text);
    long millis = 0;
    int at = 0;
    while (at < text.length() && part.find(at) && part.start() == at) {
      int unit = List.of(UNITS).indexOf(part.group(2));
      millis += Long.parseLong(part.group(1)) * SIZES[unit];
      at = part.end();
    }
    return at == text.length() && at > 0 ? Duration.ofMillis(millis) : null;
  }

  /** In the largest unit that divides it: {@code 90s}, {@code 2h}, {@code 1500ms}. */
  public static String display(Duration duration) {
    long millis = duration.toMillis();
    for (int i = 0; i < SIZES.length; i++) {
      if (millis != 0 && millis % SIZES[i] == 0) {
        return millis / SIZES[i] + UNITS[i];
      }
    }
    return "0s";
  }
}
