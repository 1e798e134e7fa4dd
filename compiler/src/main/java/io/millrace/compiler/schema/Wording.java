package io.millrace.compiler.schema;

import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The words for what stands in a schema or a document. */
final class Wording {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*\\??");
  private static final Pattern NOT_TEXT =
      Pattern.compile(
          "true|false|null|yes|no|on|off|[0-9][0-9.]*(e[-+]?[0-9]+)?|0[xo].*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_WORD = Pattern.compile("[^A-Za-z0-9_]+");
  private static final Pattern NOT_KEBAB = Pattern.compile("[^a-z0-9]+");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private Wording() {}

  /** {@code `a`, `b` or `c`}. */
  static String choices(Collection<String> words) {
    List<String> quoted = words.stream().map(word -> "`" + word + "`").toList();
    return oneOf(quoted);
  }

  /** {@code a, b or c}. */
  static String oneOf(List<String> phrases) {
    int last = phrases.size() - 1;
    return last < 1
        ? String.join("", phrases)
        : String.join(", ", phrases.subList(0, last)) + " or " + phrases.get(last);
  }

  /** The texts of an array of the schema. */
  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array) {
      texts.add(item.asString());
    }
    return texts;
  }

  /** What a subschema takes: {@code a list}, {@code text or a mapping}. */
  static String expected(JsonNode subschema) {
    if (subschema.path("x-kind").isString()) {
      return subschema.path("x-kind").stringValue();
    }
    JsonNode type = subschema.path("type");
    List<String> types = type.isArray() ? texts(type) : List.of(type.asString());
    return oneOf(types.stream().map(Wording::kind).toList());
  }

  private static String kind(String jsonType) {
    return switch (jsonType) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "a boolean";
      default -> jsonType;
    };
  }

  /** What a document has: {@code a list}, {@code the number 5}, {@code nothing}. */
  static String found(YamlNode node) {
    if (node instanceof YamlMapping) {
      return "a mapping";
    }
    if (node instanceof YamlSequence) {
      return "a list";
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.kind()) {
      case NULL -> "nothing";
      case BOOL -> "the boolean `" + scalar.value() + "`";
      case INT -> "the number `" + scalar.value() + "`";
      case FLOAT ->
          (Double.isFinite(scalar.floatValue()) ? "the number `" : "`") + scalar.value() + "`";
      case STRING -> "text";
    };
  }

  /** A JSON value as one would write it in YAML, in one line. */
  static String flow(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(entry -> text(entry.getKey()) + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(flow(item)));
      return "[" + String.join(", ", items) + "]";
    }
    return value.isString() ? text(value.stringValue()) : value.toString();
  }

  /** A text as a YAML scalar: bare where that is surely text. */
  static String text(String text) {
    boolean bare = PLAIN.matcher(text).matches() && !NOT_TEXT.matcher(text).matches();
    return bare ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** A name made from a malformed one so that it matches the pattern, or null. */
  static @Nullable String repair(String name, String pattern) {
    int dot = name.indexOf('.');
    boolean dotted = dot > 0 && dot == name.lastIndexOf('.') && pattern.contains("\\.");
    List<String> repairs =
        dotted
            ? List.of(kebab(name.substring(0, dot)) + "." + kebab(name.substring(dot + 1)))
            : List.of(snake(name), kebab(name), camel(name));
    Pattern valid = Pattern.compile(pattern);
    for (String repaired : repairs) {
      // A dot often means a part of something; leaving it out would mean something else.
      boolean keepsDots = dot < 0 || repaired.indexOf('.') >= 0;
      if (keepsDots && valid.matcher(repaired).find() && !repaired.equals(name)) {
        return repaired;
      }
    }
    return null;
  }

  private static String snake(String name) {
    return trim(NOT_WORD.matcher(name).replaceAll("_"), '_');
  }

  private static String kebab(String name) {
    String words = HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    return trim(NOT_KEBAB.matcher(words).replaceAll("-"), '-');
  }

  private static String trim(String text, char edge) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == edge) {
      from++;
    }
    while (to > from && text.charAt(to - 1) == edge) {
      to--;
    }
    return text.substring(from, to);
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : NOT_WORD.split(name)) {
      if (!word.isEmpty()) {
        camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return camel.toString();
  }
}
