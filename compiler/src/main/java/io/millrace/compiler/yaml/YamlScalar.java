package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import java.math.BigInteger;
import java.util.Locale;

/**
 * A text, number, boolean or null.
 *
 * @param text the decoded text and where its parts stand
 * @param kind what the core schema of YAML 1.2 makes of it, explicit tags included
 */
public record YamlScalar(SourceText text, Kind kind, Style style) implements YamlNode {
  /** What a scalar is under the core schema of YAML 1.2, section 10.3.2. */
  public enum Kind {
    NULL,
    BOOL,
    INT,
    FLOAT,
    STRING
  }

  /** How a scalar is written. */
  public enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  /** The decoded text, whatever the kind. */
  public String value() {
    return text.value();
  }

  /** The whole scalar, quotes or block indicator included. */
  @Override
  public Span span() {
    return text.whole();
  }

  /** The value of a {@link Kind#BOOL}. */
  public boolean booleanValue() {
    require(Kind.BOOL);
    return value().toLowerCase(Locale.ROOT).equals("true");
  }

  /** The value of a {@link Kind#INT}: decimal, {@code 0o17} or {@code 0x1F}. */
  public BigInteger integerValue() {
    require(Kind.INT);
    String digits = value();
    if (digits.startsWith("0o")) {
      return new BigInteger(digits.substring(2), 8);
    }
    return digits.startsWith("0x")
        ? new BigInteger(digits.substring(2), 16)
        : new BigInteger(digits);
  }

  /** The value of a {@link Kind#FLOAT}; {@code .inf} and {@code .nan} are not finite. */
  public double floatValue() {
    require(Kind.FLOAT);
    return switch (value().toLowerCase(Locale.ROOT)) {
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      case ".nan" -> Double.NaN;
      default -> Double.parseDouble(value());
    };
  }

  private void require(Kind wanted) {
    if (kind != wanted) {
      throw new IllegalStateException(kind + " is not " + wanted + " at " + span());
    }
  }
}
