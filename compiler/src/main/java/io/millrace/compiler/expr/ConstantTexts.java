package io.millrace.compiler.expr;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of functions of constant texts, as the runtime has them: positions are counted in code
 * points, patterns are RE2's. What would fail at run time has no value.
 */
final class ConstantTexts {
  private static final int NOWHERE = -1;

  private ConstantTexts() {}

  /**
   * The value of a call.
   *
   * @param arguments as in {@link Ir.Literal}, or a list of those
   * @return null where the function is not known here, or fails; an Optional of a function whose
   *     result may be absent
   */
  static @Nullable Object evaluate(Function function, List<Object> arguments) {
    if (arguments.get(0) instanceof List<?> parts) {
      return joined(function, parts, arguments);
    }
    if (!(arguments.get(0) instanceof String text)) {
      return null;
    }
    return switch (arguments.size()) {
      case 1 -> ofText(function.id(), text);
      case 2 ->
          arguments.get(1) instanceof String other
              ? ofTexts(function.id(), text, other)
              : ofPlace(function.id(), text, arguments.get(1));
      case 3 -> ofThree(function.id(), text, arguments.get(1), arguments.get(2));
      default ->
          function.id().equals(".replace[string, string, string, int]")
              ? replaced(text, arguments)
              : null;
    };
  }

  private static @Nullable Object joined(Function function, List<?> parts, List<Object> arguments) {
    String separator =
        switch (function.id()) {
          case ".join[list<string>]" -> "";
          case ".join[list<string>, string]" -> (String) arguments.get(1);
          default -> null;
        };
    return separator == null
        ? null
        : String.join(separator, parts.stream().map(String.class::cast).toList());
  }

  private static @Nullable Object ofText(String id, String text) {
    return switch (id) {
      case ".trim[string]" -> trimmed(text);
      case "strings.quote[string]" -> quoted(text);
      default -> null;
    };
  }

  private static @Nullable Object ofTexts(String id, String text, String other) {
    return switch (id) {
      case ".indexOf[string, string]" -> codePoints(text, text.indexOf(other));
      case ".lastIndexOf[string, string]" -> codePoints(text, text.lastIndexOf(other));
      case ".split[string, string]" -> parts(text, other, -1);
      case ".matches[string, string]", "matches[string, string]" -> matches(text, other);
      case "regex.extract[string, string]" -> extracted(text, other);
      case "regex.extractAll[string, string]" -> allExtracted(text, other);
      default -> null;
    };
  }

  private static @Nullable Object ofPlace(String id, String text, Object place) {
    int start = place instanceof Long index ? offset(text, index) : NOWHERE;
    if (start == NOWHERE) {
      return null;
    }
    return switch (id) {
      case ".substring[string, int]" -> text.substring(start);
      case ".charAt[string, int]" ->
          start == text.length() ? "" : text.substring(start, text.offsetByCodePoints(start, 1));
      default -> null;
    };
  }

  private static @Nullable Object ofThree(String id, String text, Object second, Object third) {
    switch (id) {
      case ".replace[string, string, string]" -> {
        return text.replace((String) second, (String) third);
      }
      case ".split[string, string, int]" -> {
        return parts(text, (String) second, (Long) third);
      }
      case ".substring[string, int, int]" -> {
        int start = offset(text, (Long) second);
        int end = offset(text, (Long) third);
        return start == NOWHERE || end < start ? null : text.substring(start, end);
      }
      case ".indexOf[string, string, int]" -> {
        int from = offset(text, (Long) third);
        return from == NOWHERE ? null : codePoints(text, text.indexOf((String) second, from));
      }
      case ".lastIndexOf[string, string, int]" -> {
        int from = offset(text, (Long) third);
        return from == NOWHERE ? null : codePoints(text, text.lastIndexOf((String) second, from));
      }
      default -> {
        return null;
      }
    }
  }

  /** Where a code point begins, or {@link #NOWHERE} where there is none. */
  private static int offset(String text, long index) {
    boolean inside = index >= 0 && index <= text.codePointCount(0, text.length());
    return inside ? text.offsetByCodePoints(0, (int) index) : NOWHERE;
  }

  private static long codePoints(String text, int offset) {
    return offset < 0 ? -1 : text.codePointCount(0, offset);
  }

  private static List<String> parts(String text, String separator, long limit) {
    List<String> parts = new ArrayList<>();
    if (limit == 0 || (separator.isEmpty() && text.isEmpty())) {
      return parts;
    }
    int at = 0;
    while (limit < 0 || parts.size() < limit - 1) {
      int end = separator.isEmpty() ? text.offsetByCodePoints(at, 1) : text.indexOf(separator, at);
      if (end < 0 || (separator.isEmpty() && end == text.length())) {
        break;
      }
      parts.add(text.substring(at, end));
      at = end + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  private static String replaced(String text, List<Object> arguments) {
    String part = (String) arguments.get(1);
    String with = (String) arguments.get(2);
    long limit = (Long) arguments.get(3);
    if (limit < 0) {
      return text.replace(part, with);
    }
    // Between characters, and at the end not at all.
    int step = part.isEmpty() ? 1 : 0;
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (long done = 0; done < limit; done++) {
      int found = text.indexOf(part, at);
      if (found < 0 || found + step > text.length()) {
        break;
      }
      int next = text.offsetByCodePoints(found + part.length(), step);
      out.append(text, at, found).append(with).append(text, found + part.length(), next);
      at = next;
    }
    return out.append(text, at, text.length()).toString();
  }

  private static String trimmed(String text) {
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

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.append('"').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case 0x07 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 0x0b -> "\\v";
      case '\\' -> "\\\\";
      case '"' -> "\\\"";
      default ->
          c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
              ? "\ufffd"
              : Character.toString(c);
    };
  }

  private static @Nullable Matcher matcher(String text, String pattern) {
    try {
      return Pattern.compile(pattern).matcher(text);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static @Nullable Object matches(String text, String pattern) {
    Matcher matcher = matcher(text, pattern);
    return matcher == null ? null : matcher.find();
  }

  private static @Nullable Object extracted(String text, String pattern) {
    Matcher matcher = matcher(text, pattern);
    if (matcher == null || matcher.groupCount() > 1) {
      return null;
    }
    return matcher.find()
        ? Optional.ofNullable(matcher.group(matcher.groupCount()))
        : Optional.empty();
  }

  private static @Nullable Object allExtracted(String text, String pattern) {
    Matcher matcher = matcher(text, pattern);
    if (matcher == null || matcher.groupCount() > 1) {
      return null;
    }
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      String match = matcher.group(matcher.groupCount());
      if (match != null) {
        found.add(match);
      }
    }
    return found;
  }
}
