package io.millrace.compiler.testing;

import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** YAML as JSON: as text, and compared as JSON is. */
public final class YamlJson {
  private YamlJson() {}

  /** The JSON of a node, on one line. */
  public static String text(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.entries().stream()
          .map(entry -> quoted(entry.key().value()) + ":" + text(entry.value()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items().stream()
          .map(YamlJson::text)
          .collect(Collectors.joining(",", "[", "]"));
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.kind()) {
      case NULL -> "null";
      case BOOL -> String.valueOf(scalar.booleanValue());
      case INT -> scalar.integerValue().toString();
      case FLOAT -> scalar.value();
      case STRING -> quoted(scalar.value());
    };
  }

  /** Whether two nodes are the same JSON: the order of members and the form of numbers aside. */
  public static boolean same(YamlNode a, YamlNode b) {
    if (a instanceof YamlMapping left && b instanceof YamlMapping right) {
      Map<String, YamlNode> others = new LinkedHashMap<>();
      right.entries().forEach(entry -> others.put(entry.key().value(), entry.value()));
      return left.entries().size() == others.size()
          && left.entries().stream()
              .allMatch(
                  entry -> {
                    YamlNode other = others.get(entry.key().value());
                    return other != null && same(entry.value(), other);
                  });
    }
    if (a instanceof YamlSequence left && b instanceof YamlSequence right) {
      if (left.items().size() != right.items().size()) {
        return false;
      }
      for (int i = 0; i < left.items().size(); i++) {
        if (!same(left.items().get(i), right.items().get(i))) {
          return false;
        }
      }
      return true;
    }
    return a instanceof YamlScalar left && b instanceof YamlScalar right && same(left, right);
  }

  private static boolean same(YamlScalar a, YamlScalar b) {
    if (isNumber(a) && isNumber(b)) {
      return (isFinite(a) && isFinite(b))
          ? number(a).compareTo(number(b)) == 0
          : a.value().equalsIgnoreCase(b.value());
    }
    return a.kind() == b.kind()
        && (a.kind() == YamlScalar.Kind.NULL
            || (a.kind() == YamlScalar.Kind.BOOL
                ? a.booleanValue() == b.booleanValue()
                : a.value().equals(b.value())));
  }

  private static boolean isNumber(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.INT || scalar.kind() == YamlScalar.Kind.FLOAT;
  }

  private static boolean isFinite(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.INT || Double.isFinite(scalar.floatValue());
  }

  private static BigDecimal number(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.INT
        ? new BigDecimal(scalar.integerValue())
        : new BigDecimal(scalar.value());
  }

  /** A text in double quotes. */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
                    out.append("\\u%04x".formatted(c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }
}
