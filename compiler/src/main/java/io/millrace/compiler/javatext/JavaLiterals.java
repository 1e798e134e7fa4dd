package io.millrace.compiler.javatext;

import java.math.BigDecimal;

/** Java literals of any value; never anything that a compiler or a comment could misread. */
public final class JavaLiterals {
  private JavaLiterals() {}

  /**
   * A string literal with its quotes. All but printable ASCII is escaped, backslashes included, so
   * that no text can form a unicode escape, end the literal or break a line.
   */
  public static String string(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= 0x20 && c < 0x7f) {
            out.append(c);
          } else {
            out.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** A char literal with its quotes, escaped as in {@link #string}. */
  public static String character(char value) {
    if (value == '\'') {
      return "'\\''";
    }
    if (value == '"') {
      return "'\"'";
    }
    String text = string(String.valueOf(value));
    return "'" + text.substring(1, text.length() - 1) + "'";
  }

  /** Text for a line or block comment: one line, with nothing that could end or escape it. */
  public static String comment(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        out.append('/');
      } else if (c == '/' && i > 0 && value.charAt(i - 1) == '*') {
        out.append(' ').append(c);
      } else if (c < 0x20
          || c == 0x7f
          || Character.getType(c) == Character.FORMAT
          || c == '\u2028'
          || c == '\u2029'
          || c == '\u0085') {
        out.append(' ');
      } else if (c > 0x7e) {
        out.append('?');
      } else {
        out.append(c);
      }
    }
    return out.toString().strip();
  }

  public static String longValue(long value) {
    return value == Long.MIN_VALUE ? "Long.MIN_VALUE" : grouped(value) + "L";
  }

  public static String doubleValue(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return Double.toString(value);
  }

  /** An expression of a decimal with its scale. */
  public static String decimal(BigDecimal value) {
    return "new BigDecimal(" + string(value.toPlainString()) + ")";
  }

  private static String grouped(long value) {
    String digits = Long.toString(Math.abs(value));
    if (digits.length() < 5) {
      return Long.toString(value);
    }
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      out.insert(i, '_');
    }
    return value < 0 ? "-" + out : out.toString();
  }
}
