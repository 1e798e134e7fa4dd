package io.millrace.compiler.corpus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline text in which one plain scalar of one line is written in another way.
 *
 * @param text the new file
 * @param starts where each character of the scalar's value begins in it; the last entry is the end
 *     of the value
 */
record Rewriting(String text, int[] starts) {
  /** Ways to write the same text. */
  enum Style {
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    ESCAPED,
    ANCHORED,
    TAGGED,
    LITERAL,
    FOLDED,
    CRLF
  }

  /**
   * Writes the scalar anew; null where the style cannot be used.
   *
   * @param start of the scalar in the text
   * @param end behind it
   */
  static @Nullable Rewriting of(Style style, String text, int start, int end) {
    String value = text.substring(start, end);
    Writer out = new Writer(text.substring(0, start), value.length());
    switch (style) {
      case SINGLE_QUOTED -> {
        out.raw("'");
        for (int i = 0; i < value.length(); i++) {
          out.character(i, value.charAt(i) == '\'' ? "''" : value.substring(i, i + 1));
        }
        out.end().raw("'");
      }
      case DOUBLE_QUOTED, ESCAPED -> {
        out.raw("\"");
        for (int i = 0; i < value.length(); i++) {
          out.character(i, escaped(value.charAt(i), style == Style.ESCAPED && i % 3 == 0));
        }
        out.end().raw("\"");
      }
      case ANCHORED -> out.raw("&anchor ").plain(value).end();
      case TAGGED -> out.raw("!!str ").plain(value).end();
      case CRLF -> out.plain(value).end();
      default -> {
        String indent = blockIndent(text, start, end);
        if (indent == null) {
          return null;
        }
        out.raw(style == Style.LITERAL ? "|-\n" : ">-\n").raw(indent);
        for (int i = 0; i < value.length(); i++) {
          boolean fold =
              style == Style.FOLDED
                  && value.charAt(i) == ' '
                  && value.charAt(i - 1) != ' '
                  && value.charAt(i + 1) != ' ';
          out.character(i, fold ? "\n" : value.substring(i, i + 1));
          if (fold) {
            out.raw(indent);
          }
        }
        out.end();
      }
    }
    Rewriting rewritten = out.finish(text.substring(end));
    return style == Style.CRLF ? rewritten.withCarriageReturns() : rewritten;
  }

  private static String escaped(char character, boolean always) {
    if (always) {
      return "\\u%04x".formatted((int) character);
    }
    return character == '"' || character == '\\' ? "\\" + character : String.valueOf(character);
  }

  /** The indent of a block scalar in the place of this one, which has to end its line. */
  private static @Nullable String blockIndent(String text, int start, int end) {
    int lineStart = text.lastIndexOf('\n', start) + 1;
    int lineEnd = text.indexOf('\n', end);
    String before = text.substring(lineStart, start);
    String after = text.substring(end, lineEnd < 0 ? text.length() : lineEnd);
    if (!after.isBlank() || !before.matches("[ -]*([\\w-]+: )?") || before.isBlank()) {
      return null;
    }
    int depth = 0;
    while (before.charAt(depth) == ' ' || before.charAt(depth) == '-') {
      depth++;
    }
    return " ".repeat(depth + 2);
  }

  /** As an editor on Windows saves it. */
  private Rewriting withCarriageReturns() {
    int[] moved = Arrays.copyOf(starts, starts.length);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (int) text.substring(0, starts[i]).chars().filter(c -> c == '\n').count();
    }
    return new Rewriting(text.replace("\n", "\r\n"), moved);
  }

  private static final class Writer {
    private final StringBuilder text;
    private final int[] starts;

    Writer(String before, int length) {
      text = new StringBuilder(before);
      starts = new int[length + 1];
    }

    Writer raw(String more) {
      text.append(more);
      return this;
    }

    Writer character(int index, String written) {
      starts[index] = text.length();
      return raw(written);
    }

    Writer plain(String value) {
      for (int i = 0; i < value.length(); i++) {
        character(i, value.substring(i, i + 1));
      }
      return this;
    }

    Writer end() {
      starts[starts.length - 1] = text.length();
      return this;
    }

    Rewriting finish(String after) {
      return new Rewriting(text + after, starts);
    }
  }
}
