package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads types as users write them: {@code list<string>?}, {@code map<string, Payment>}. */
final class TypeTexts {
  private static final Pattern DIGITS =
      Pattern.compile("\\s*\\(\\s*(\\d{1,9})\\s*,\\s*(\\d{1,9})\\s*\\)");

  private final SourceText source;
  private final String text;
  private final String path;
  private final RecordLookup records;
  private final Diagnostics out;
  private int at;

  private TypeTexts(SourceText source, String path, RecordLookup records, Diagnostics out) {
    this.source = source;
    this.text = source.value();
    this.path = path;
    this.records = records;
    this.out = out;
  }

  /** Finds a record by name; null after its own report. */
  interface RecordLookup {
    @Nullable RecordType find(String name, Span span);
  }

  /** The type, or null after a report at the exact characters. */
  static @Nullable TypeText parse(
      SourceText source, String path, RecordLookup records, Diagnostics out) {
    return new TypeTexts(source, path, records, out).whole();
  }

  private @Nullable TypeText whole() {
    Type type = type();
    if (type == null) {
      return null;
    }
    boolean nullable = accept('?');
    skipBlanks();
    if (at < text.length()) {
      return fail(
          at, text.length(), "`" + text.substring(at).strip() + "` does not belong to the type");
    }
    return new TypeText(type, nullable);
  }

  private @Nullable Type type() {
    skipBlanks();
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (name.isEmpty()) {
      return failType(start, Math.min(start + 1, text.length()), "a type is missing here");
    }
    if (name.equals("list")) {
      Type element = argument(name, false);
      return element == null ? null : new ListType(element);
    }
    if (name.equals("map")) {
      Type value = argument(name, true);
      return value == null ? null : new MapType(value);
    }
    if (name.equals("decimal")) {
      return decimal(start);
    }
    for (ScalarType scalar : ScalarType.values()) {
      if (scalar.display().equals(name)) {
        return scalar;
      }
    }
    String usual = usualName(name);
    if (usual != null) {
      out.add(
          Diagnostic.of(
                  ReferenceCode.REF006,
                  source.span(start, at),
                  path,
                  "there is no type `" + name + "`")
              .withHelp("write `" + usual + "`"));
      return null;
    }
    return records.find(name, source.span(start, at));
  }

  /** The digits behind {@code decimal}. */
  private @Nullable Type decimal(int start) {
    int from = at;
    Matcher digits = DIGITS.matcher(text).region(at, text.length());
    if (!digits.lookingAt()) {
      return failType(start, from, "a decimal says how many digits it has: decimal(10, 2)");
    }
    at = digits.end();
    long precision = Long.parseLong(digits.group(1));
    long scale = Long.parseLong(digits.group(2));
    if (!DecimalType.isValid(precision, scale)) {
      return failType(
          from,
          at,
          "a decimal has 1 to "
              + DecimalType.MAX_PRECISION
              + " digits, and not more of them behind the point");
    }
    return new DecimalType((int) precision, (int) scale);
  }

  /** The element of a list, or the value of a map behind its string key. */
  private @Nullable Type argument(String container, boolean keyed) {
    String form = keyed ? "map<string, T>" : "list<T>";
    skipBlanks();
    if (!accept('<')) {
      return failType(at, at, "`" + container + "` needs a type: " + form);
    }
    if (keyed) {
      skipBlanks();
      int start = at;
      Type key = type();
      if (key == null) {
        return null;
      }
      if (key != ScalarType.STRING) {
        return failType(start, at, "the keys of a map are strings: " + form);
      }
      skipBlanks();
      if (!accept(',')) {
        return failType(at, at, "a map needs a type of its values: " + form);
      }
    }
    Type element = type();
    if (element == null) {
      return null;
    }
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '?') {
      return failType(at, at + 1, "what a " + container + " holds is never absent");
    }
    if (!accept('>')) {
      return failType(at, at, "`>` is missing: " + form);
    }
    return element;
  }

  /** What other systems call a type that is here by another name. */
  private static @Nullable String usualName(String name) {
    boolean mayBeDeclared =
        !name.equals(name.toLowerCase(Locale.ROOT)) && !name.equals(name.toUpperCase(Locale.ROOT));
    return mayBeDeclared
        ? null
        : switch (name.toLowerCase(Locale.ROOT)) {
          case "integer", "long", "bigint", "smallint", "tinyint", "short", "int32", "int64" ->
              "int";
          case "float", "real", "float32", "float64", "number" -> "double";
          case "numeric", "bigdecimal", "money" -> "decimal(10, 2)";
          case "text", "varchar", "char", "str" -> "string";
          case "boolean" -> "bool";
          case "datetime", "timestamptz", "instant", "time" -> "timestamp";
          case "interval" -> "duration";
          case "binary", "varbinary", "blob", "bytea" -> "bytes";
          case "array" -> "list<T>";
          default -> null;
        };
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean accept(char c) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable Type failType(int from, int to, String message) {
    fail(from, to, message);
    return null;
  }

  private @Nullable TypeText fail(int from, int to, String message) {
    out.add(Diagnostic.of(PlanCode.PLN023, source.span(from, to), path, message));
    return null;
  }
}
