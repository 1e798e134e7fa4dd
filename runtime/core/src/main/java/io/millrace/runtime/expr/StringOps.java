package io.millrace.runtime.expr;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of text. Positions and lengths count code points. */
public final class StringOps {
  private static final List<RoundingMode> SHORTENINGS =
      List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN);

  private StringOps() {}

  public static long size(String text) {
    return text.codePointCount(0, text.length());
  }

  /** By code points, which for text outside of the basic plane differs from Java's order. */
  public static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogateX = Character.isSurrogate(x);
        boolean surrogateY = Character.isSurrogate(y);
        return surrogateX == surrogateY ? x - y : surrogateX ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  /** Whether a regular expression (RE2) is found anywhere in a text. */
  public static boolean matches(String text, String pattern) {
    return compiled(pattern).matcher(text).find();
  }

  /** The first match of a pattern, or what its group matched; null where there is none. */
  public static @Nullable String extract(String text, String pattern) {
    Matcher matcher = compiled(pattern).matcher(text);
    int group = group(matcher);
    return matcher.find() ? matcher.group(group) : null;
  }

  /** As {@link #extract(String, String)}. */
  public static @Nullable String extract(String text, TextPattern pattern) {
    return pattern.extract(text);
  }

  /** All matches of a pattern, or what its group matched in each. */
  public static List<String> extractAll(String text, String pattern) {
    return extractAll(text, compiled(pattern));
  }

  /** As {@link #extractAll(String, String)}. */
  public static List<String> extractAll(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    int group = group(matcher);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      String match = matcher.group(group);
      if (match != null) {
        found.add(match);
      }
    }
    return found;
  }

  private static int group(Matcher matcher) {
    if (matcher.groupCount() > 1) {
      throw new ExpressionException("a pattern to extract has at most one group");
    }
    return matcher.groupCount();
  }

  private static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new ExpressionException("not a regular expression: " + ValueOps.excerpt(pattern));
    }
  }

  public static boolean toBool(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "t", "1" -> true;
      case "false", "False", "FALSE", "f", "0" -> false;
      default -> throw new ExpressionException("not a bool: " + ValueOps.excerpt(text));
    };
  }

  /** Reads a decimal number, perhaps with an exponent; also NaN and [+-]Inf or Infinity. */
  public static double toDouble(String text) {
    switch (text) {
      case "NaN" -> {
        return Double.NaN;
      }
      case "Inf", "+Inf", "Infinity", "+Infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-Inf", "-Infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {
        return toFinite(text);
      }
    }
  }

  /** Java reads more than a decimal number: blanks, hexadecimal digits, type suffixes. */
  private static double toFinite(String text) {
    boolean decimal = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      decimal &= (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0;
    }
    try {
      if (decimal) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      decimal = false;
    }
    throw new ExpressionException("not a double: " + ValueOps.excerpt(text));
  }

  /**
   * The shortest text that reads as the same double. Whole numbers have no fraction, and an
   * exponent stands from 1e21 on and below 1e-6.
   */
  public static String fromDouble(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return value == 0 && 1 / value < 0 ? "-0" : String.valueOf((long) value);
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -6 && exponent < 21) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 15; digits < 17; digits++) {
      for (RoundingMode mode : SHORTENINGS) {
        BigDecimal rounded = exact.round(new MathContext(digits, mode));
        if (rounded.doubleValue() == value) {
          return rounded.stripTrailingZeros();
        }
      }
    }
    return exact.round(new MathContext(17)).stripTrailingZeros();
  }

  private static int offset(String text, long index, String what) {
    long size = size(text);
    if (index < 0 || index > size) {
      throw new ExpressionException(
          what + " " + index + " is outside of a text of " + size + " characters");
    }
    return text.offsetByCodePoints(0, (int) index);
  }

  /** The character at an index; behind the last one an empty text. */
  public static String charAt(String text, long index) {
    int start = offset(text, index, "index");
    return start == text.length() ? "" : text.substring(start, text.offsetByCodePoints(start, 1));
  }

  public static long indexOf(String text, String part) {
    return codePoints(text, text.indexOf(part));
  }

  public static long indexOf(String text, String part, long from) {
    return codePoints(text, text.indexOf(part, offset(text, from, "index")));
  }

  public static long lastIndexOf(String text, String part) {
    return codePoints(text, text.lastIndexOf(part));
  }

  public static long lastIndexOf(String text, String part, long from) {
    return codePoints(text, text.lastIndexOf(part, offset(text, from, "index")));
  }

  private static long codePoints(String text, int offset) {
    return offset < 0 ? -1 : text.codePointCount(0, offset);
  }

  public static String lowerAscii(String text) {
    return ascii(text, 'A', 32);
  }

  public static String upperAscii(String text) {
    return ascii(text, 'a', -32);
  }

  /** Moves letters of one case, from {@code first} on; the same text where there are none. */
  private static String ascii(String text, char first, int distance) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= first && c < first + 26) {
        char[] moved = text.toCharArray();
        for (int k = i; k < length; k++) {
          char letter = moved[k];
          if (letter >= first && letter < first + 26) {
            moved[k] = (char) (letter + distance);
          }
        }
        return new String(moved);
      }
    }
    return text;
  }

  /** Replaces the first so many occurrences; a negative limit means all. */
  public static String replace(String text, String part, String with, long limit) {
    if (limit < 0) {
      return text.replace(part, with);
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (long done = 0; done < limit; done++) {
      int found = text.indexOf(part, at);
      if (found < 0 || (part.isEmpty() && found == text.length())) {
        break;
      }
      out.append(text, at, found).append(with);
      int next = found + part.length();
      if (part.isEmpty()) {
        next = text.offsetByCodePoints(found, 1);
        out.append(text, found, next);
      }
      at = next;
    }
    return out.append(text, at, text.length()).toString();
  }

  /** The parts between separators; an empty separator splits into characters. */
  public static List<String> split(String text, String separator) {
    return split(text, separator, -1);
  }

  /** At most so many parts, the last one with the rest; a negative limit means all. */
  public static List<String> split(String text, String separator, long limit) {
    List<String> parts = new ArrayList<>();
    if (limit == 0 || (separator.isEmpty() && text.isEmpty())) {
      return parts;
    }
    int at = 0;
    while (limit < 0 || parts.size() < limit - 1) {
      int end;
      if (separator.isEmpty()) {
        end = text.offsetByCodePoints(at, 1);
        if (end == text.length()) {
          break;
        }
      } else {
        end = text.indexOf(separator, at);
        if (end < 0) {
          break;
        }
      }
      parts.add(text.substring(at, end));
      at = end + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  public static String substring(String text, long from) {
    return text.substring(offset(text, from, "start"));
  }

  public static String substring(String text, long from, long to) {
    if (from > to) {
      throw new ExpressionException("start " + from + " lies behind the end " + to);
    }
    int start = offset(text, from, "start");
    return text.substring(start, offset(text, to, "end"));
  }

  /** Without the white space of Unicode at both ends. */
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }

  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** The text as a literal in double quotes. */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case 0x07 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 0x0b -> out.append("\\v");
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        default -> {
          boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
          out.appendCodePoint(lone ? 0xfffd : c);
        }
      }
    }
    return out.append('"').toString();
  }
}
