package io.millrace.compiler.bind;

import io.millrace.compiler.yaml.YamlScalar;
import java.util.Locale;

/** The value of a fragment's parameter in one use: given there, or the default. */
record FragmentArgument(Type type, YamlScalar value) {
  /** What a parameter of a fragment can be. */
  enum Type {
    STRING("text"),
    INT("a whole number"),
    DOUBLE("a number"),
    BOOL("true or false"),
    DURATION("a duration as 5s"),
    FIELD("the name of a field"),
    EXPRESSION("an expression"),
    TYPE("a type as list<string>");

    private final String expected;

    Type(String expected) {
      this.expected = expected;
    }

    static Type of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String expected() {
      return expected;
    }
  }

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /** Whether the value is of the type. */
  boolean fits() {
    String text = value.value();
    return switch (type) {
      case STRING, EXPRESSION, TYPE -> !text.isBlank();
      case INT -> value.kind() == YamlScalar.Kind.INT;
      case DOUBLE -> value.kind() == YamlScalar.Kind.INT || value.kind() == YamlScalar.Kind.FLOAT;
      case BOOL -> value.kind() == YamlScalar.Kind.BOOL;
      case DURATION -> text.matches("(\\d+(ms|s|m|h|d))+");
      case FIELD -> text.matches(NAME + "(\\." + NAME + ")*");
    };
  }

  /** What is put into a longer text: an expression in parentheses, unless it holds together. */
  String embedded() {
    String text = value.value().strip();
    return type == Type.EXPRESSION && !text.matches("[\\w.]+|'[^'\\\\]*'")
        ? "(" + text + ")"
        : text;
  }

  /** How many characters stand before the argument's own text in {@link #embedded}. */
  int lead() {
    return embedded().startsWith("(") && !value.value().strip().startsWith("(") ? 1 : 0;
  }
}
