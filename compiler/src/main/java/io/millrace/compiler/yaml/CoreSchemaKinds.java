package io.millrace.compiler.yaml;

import io.millrace.compiler.yaml.YamlScalar.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar is under the core schema of YAML 1.2, section 10.3.2.
 *
 * <p>Done here and not by the library's resolver, which reads {@code ~} and {@code NULL} as text
 * and <code>${name}</code> as a variable of the environment.
 */
final class CoreSchemaKinds {
  static final String TAG_PREFIX = "tag:yaml.org,2002:";

  private static final Pattern INT = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private CoreSchemaKinds() {}

  /** The kind of a plain scalar without a tag. */
  static Kind ofPlain(String value) {
    switch (value) {
      case "", "~", "null", "Null", "NULL" -> {
        return Kind.NULL;
      }
      case "true", "True", "TRUE", "false", "False", "FALSE" -> {
        return Kind.BOOL;
      }
      default -> {}
    }
    char first = value.charAt(0);
    if (first > '9' || (first < '0' && first != '-' && first != '+' && first != '.')) {
      return Kind.STRING;
    }
    if (INT.matcher(value).matches()) {
      return Kind.INT;
    }
    return FLOAT.matcher(value).matches() ? Kind.FLOAT : Kind.STRING;
  }

  /** The kind that a tag of the core schema demands, or null for every other tag. */
  static @Nullable Kind ofTag(String tag) {
    return switch (tag) {
      case "!", TAG_PREFIX + "str" -> Kind.STRING;
      case TAG_PREFIX + "int" -> Kind.INT;
      case TAG_PREFIX + "float" -> Kind.FLOAT;
      case TAG_PREFIX + "bool" -> Kind.BOOL;
      case TAG_PREFIX + "null" -> Kind.NULL;
      default -> null;
    };
  }

  /** Whether a tag belongs to the core schema, collections included. */
  static boolean isKnownTag(String tag) {
    return ofTag(tag) != null || tag.equals(TAG_PREFIX + "map") || tag.equals(TAG_PREFIX + "seq");
  }

  /** Whether a text can be read as a kind that a tag demands. */
  static boolean fits(String value, Kind demanded) {
    Kind own = ofPlain(value);
    return demanded == Kind.STRING
        || own == demanded
        || (demanded == Kind.FLOAT
            && own == Kind.INT
            && !value.startsWith("0o")
            && !value.startsWith("0x"));
  }
}
