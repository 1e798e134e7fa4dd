package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads parts of a document that passed its schema. */
final class Yaml {
  private Yaml() {}

  static Located<String> located(YamlScalar scalar) {
    return new Located<>(scalar.value(), scalar.span());
  }

  /** The entries of the mapping under a key; none where it is missing. */
  static List<YamlMapping.Entry> entries(YamlMapping mapping, String key) {
    return mapping.get(key) instanceof YamlMapping child ? child.entries() : List.of();
  }

  /** The items of the list under a key, or of a value that stands for a list of one. */
  static List<YamlNode> items(YamlNode node) {
    return node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
  }

  /** A time; one that is in no calendar is reported. */
  static Instant instant(YamlScalar scalar, Diagnostics out) {
    try {
      return OffsetDateTime.parse(scalar.value()).toInstant();
    } catch (DateTimeException e) {
      out.add(
          Diagnostic.of(
              SchemaCode.SCH005, scalar.span(), "", "there is no time `" + scalar.value() + "`"));
      return Instant.EPOCH;
    }
  }

  /** A number that is no larger than it makes sense. */
  static int small(YamlScalar scalar) {
    BigDecimal value = number(scalar);
    return value.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  static BigDecimal number(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.INT
        ? new BigDecimal(scalar.integerValue())
        : BigDecimal.valueOf(scalar.floatValue());
  }

  /** Texts by name, in the order of names. */
  static Map<String, String> texts(YamlMapping mapping, String key) {
    Map<String, String> texts = new TreeMap<>();
    for (YamlMapping.Entry entry : entries(mapping, key)) {
      texts.put(entry.key().value(), ((YamlScalar) entry.value()).value());
    }
    return texts;
  }
}
