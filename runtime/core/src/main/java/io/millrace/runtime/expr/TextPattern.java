package io.millrace.runtime.expr;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A constant regular expression (RE2) that values are extracted by. The form that most have, a text
 * and a group of characters behind it as in {@code id=([^&]*)}, is sought without the engine.
 */
public final class TextPattern {
  private final Pattern pattern;
  private final int group;
  private final @Nullable MarkedValue simple;

  private TextPattern(Pattern pattern, @Nullable MarkedValue simple) {
    this.pattern = pattern;
    this.group = pattern.groupCount();
    this.simple = simple;
  }

  /** The pattern, which has one group at most. */
  public static TextPattern of(String pattern) {
    return new TextPattern(Pattern.compile(pattern), MarkedValue.of(pattern));
  }

  /** The first match, or what its group matched; null where there is none. */
  @Nullable String extract(String text) {
    if (simple != null) {
      return simple.find(text);
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(group) : null;
  }

  /** Whether the engine is not needed. */
  boolean isSimple() {
    return simple != null;
  }
}
