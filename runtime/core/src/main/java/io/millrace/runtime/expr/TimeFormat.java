package io.millrace.runtime.expr;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes timestamps as a pattern says, in the letters of {@link DateTimeFormatter}: {@code
 * yyyy-MM-dd HH:mm}. Names of days and months are English, whatever the machine's locale is.
 */
public final class TimeFormat {
  /** Patterns of a job are few; more than these come from data and are not kept. */
  private static final int MAX_KEPT = 1000;

  private static final Map<String, TimeFormat> KEPT = new ConcurrentHashMap<>();

  private final DateTimeFormatter formatter;

  private TimeFormat(String pattern) {
    try {
      this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new ExpressionException("not a time pattern: " + ValueOps.excerpt(pattern));
    }
  }

  public static TimeFormat of(String pattern) {
    TimeFormat kept = KEPT.get(pattern);
    if (kept != null) {
      return kept;
    }
    TimeFormat made = new TimeFormat(pattern);
    if (KEPT.size() < MAX_KEPT) {
      KEPT.put(pattern, made);
    }
    return made;
  }

  /** A timestamp in UTC. */
  public String write(long micros) {
    return write(micros, ZoneOffset.UTC);
  }

  /** A timestamp in a time zone. */
  public String write(long micros, ZoneId zone) {
    return formatter.format(TimeOps.instant(micros).atZone(zone));
  }
}
