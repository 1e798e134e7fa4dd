package io.millrace.compiler.types;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.TypeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads types as users write them: {@code string?}, {@code list<int>}, {@code map<string,
 * Payment>}.
 */
public final class TypeTextParser {
  /** Names of other systems, and ours. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("boolean", "bool"),
          Map.entry("integer", "int"),
          Map.entry("long", "int"),
          Map.entry("bigint", "int"),
          Map.entry("int64", "int"),
          Map.entry("float", "double"),
          Map.entry("number", "double"),
          Map.entry("text", "string"),
          Map.entry("varchar", "string"),
          Map.entry("str", "string"),
          Map.entry("binary", "bytes"),
          Map.entry("datetime", "timestamp"),
          Map.entry("interval", "duration"),
          Map.entry("array", "list<T>"));

  private final SourceText source;
  private final String text;
  private final String path;
  private final Function<String, @Nullable RecordType> records;
  private final Iterable<String> recordNames;
  private final Diagnostics out;
  private int at;

  private TypeTextParser(
      SourceText source,
      String path,
      Function<String, @Nullable RecordType> records,
      Iterable<String> recordNames,
      Diagnostics out) {
    this.source = source;
    this.text = source.value();
    this.path = path;
    this.records = records;
    this.recordNames = recordNames;
    this.out = out;
  }

  /**
   * Reads a type; null after reporting what is wrong.
   *
   * @param path where the text stands, as {@code types.Payment.fields.note}
   * @param records the record types by name; null for an unknown name
   * @param recordNames all names that {@code records} knows, for suggestions
   */
  public static @Nullable TypeRef parse(
      SourceText source,
      String path,
      Function<String, @Nullable RecordType> records,
      Iterable<String> recordNames,
      Diagnostics out) {
    return new TypeTextParser(source, path, records, recordNames, out).whole();
  }

  private @Nullable TypeRef whole() {
    Type type = type();
    if (type == null) {
      return null;
    }
    boolean nullable = accept('?');
    skipBlanks();
    if (at < text.length()) {
      error(at, at + 1, "unexpected `" + text.charAt(at) + "` behind the type", null);
      return null;
    }
    return new TypeRef(type, nullable);
  }

  private @Nullable Type type() {
    skipBlanks();
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      error(
          start,
          Math.min(text.length(), start + 1),
          start == text.length()
              ? "a type is missing here"
              : "a type starts with a letter, not `" + text.charAt(start) + "`",
          null);
      return null;
    }
    String name = text.substring(start, at);
    return switch (name) {
      case "list" -> {
        Type element = parameters(start, name, "list<string>") ? element('>') : null;
        yield element == null ? null : new ListType(element);
      }
      case "map" -> map(start);
      default -> named(name, start);
    };
  }

  private @Nullable Type named(String name, int start) {
    for (ScalarType scalar : ScalarType.values()) {
      if (scalar.display().equals(name)) {
        return scalar;
      }
    }
    RecordType found = records.apply(name);
    if (found != null) {
      return found;
    }
    String alias = ALIASES.get(name.toLowerCase(Locale.ROOT));
    String closest = alias != null ? alias : DidYouMean.closest(name, names());
    out.add(
        Diagnostic.of(TypeCode.TYP028, source.span(start, at), path, "unknown type `" + name + "`")
            .withHelp(closest == null ? null : "did you mean `" + closest + "`?"));
    return null;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of("list", "map"));
    for (ScalarType scalar : ScalarType.values()) {
      names.add(scalar.display());
    }
    recordNames.forEach(names::add);
    return names;
  }

  private @Nullable Type map(int start) {
    if (!parameters(start, "map", "map<string, int>")) {
      return null;
    }
    skipBlanks();
    int keyStart = at;
    Type key = element(',');
    if (key == null) {
      return null;
    }
    if (key != ScalarType.STRING) {
      error(
          keyStart,
          keyStart + key.display().length(),
          "the keys of a map are strings",
          "write map<string, …>");
      return null;
    }
    Type value = element('>');
    return value == null ? null : new MapType(value);
  }

  private boolean parameters(int start, String name, String example) {
    if (accept('<')) {
      return true;
    }
    error(
        start,
        start + name.length(),
        "`" + name + "` needs a type of its elements",
        "write " + example);
    return false;
  }

  /** A type inside angle brackets and what must follow it. */
  private @Nullable Type element(char end) {
    Type type = type();
    if (type == null) {
      return null;
    }
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '?') {
      error(at, at + 1, "elements of lists and maps are never absent", "remove the `?`");
      return null;
    }
    if (!accept(end)) {
      error(
          at,
          Math.min(text.length(), at + 1),
          "`"
              + end
              + "` is missing"
              + (at < text.length() ? " before `" + text.charAt(at) + "`" : ""),
          null);
      return null;
    }
    return type;
  }

  private boolean accept(char wanted) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private void error(int from, int to, String message, @Nullable String help) {
    out.add(Diagnostic.of(TypeCode.TYP027, source.span(from, to), path, message).withHelp(help));
  }
}
