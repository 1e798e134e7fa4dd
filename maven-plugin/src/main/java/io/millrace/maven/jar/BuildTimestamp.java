package io.millrace.maven.jar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads {@code project.build.outputTimestamp} the way that Maven's own plugins do. */
public final class BuildTimestamp {
  /** Used without a timestamp: a job jar is reproducible even where nobody asked for it. */
  public static final Instant NONE = Instant.parse("1980-01-01T00:00:00Z");

  private BuildTimestamp() {}

  /**
   * ISO 8601 with an offset, or seconds since 1970; nothing, or one character (Maven's way to unset
   * an inherited one), is {@link #NONE}.
   *
   * @throws DateTimeException if it is something else
   */
  public static Instant parse(@Nullable String text) {
    if (text == null
        || text.isBlank()
        || (text.length() == 1 && !Character.isDigit(text.charAt(0)))) {
      return NONE;
    }
    if (text.chars().allMatch(Character::isDigit)) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    return OffsetDateTime.parse(text).toInstant();
  }
}
