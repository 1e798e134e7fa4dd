package io.millrace.compiler.expr;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many digits the results of expressions have. CEL's checker sees one type {@code decimal};
 * these are the rules of SQL (as Flink SQL has them), under which sums, differences and products
 * are exact, as long as {@value DecimalType#MAX_PRECISION} digits hold them.
 */
final class DecimalTypes {
  private static final int MAX = DecimalType.MAX_PRECISION;

  /** What is left of the fraction where the digits do not suffice, and the least of a quotient. */
  private static final int LEAST_SCALE = 6;

  /** Changes the scale of a value and nothing else. */
  static final String WIDEN = "@widen";

  /** All values of a 64-bit int. */
  static final DecimalType INT = new DecimalType(19, 0);

  private DecimalTypes() {}

  /** Whether some part of a type is a decimal whose digits are not known. */
  static boolean isOpen(Type type) {
    if (type instanceof ListType list) {
      return isOpen(list.element());
    }
    return type instanceof MapType map ? isOpen(map.value()) : type.equals(DecimalType.UNKNOWN);
  }

  /** The type of a literal number; null if it has too many digits. */
  static @Nullable DecimalType of(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    int precision = Math.max(value.precision() - value.scale() + scale, Math.max(1, scale));
    return DecimalType.isValid(precision, scale) ? new DecimalType(precision, scale) : null;
  }

  /** A type with its digits before they are cut to what a decimal can hold. */
  record Sized(int precision, int scale) {
    /** Whether values may have to be rounded, or may not fit. */
    boolean isCut() {
      return precision > MAX;
    }

    DecimalType type() {
      if (!isCut()) {
        return new DecimalType(precision, scale);
      }
      int whole = precision - scale;
      return new DecimalType(MAX, Math.max(MAX - whole, Math.min(scale, LEAST_SCALE)));
    }
  }

  /** The exact type of an operation; null for what is no arithmetic of decimals. */
  static @Nullable Sized arithmetic(String operator, DecimalType a, DecimalType b) {
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.wholeDigits(), b.wholeDigits());
    return switch (operator) {
      case "_+_", "_-_" -> new Sized(whole + scale + 1, scale);
      case "_*_" -> new Sized(a.precision() + b.precision(), a.scale() + b.scale());
      case "_/_" -> {
        int digits = Math.max(LEAST_SCALE, a.scale() + b.precision() + 1);
        yield new Sized(a.wholeDigits() + b.scale() + digits, digits);
      }
      case "_%_" ->
          new Sized(Math.max(1, Math.min(a.wholeDigits(), b.wholeDigits()) + scale), scale);
      case "math.greatest", "math.least" -> new Sized(whole + scale, scale);
      default -> null;
    };
  }

  /** A type that holds the values of both; the first one where they differ in more than digits. */
  static Type common(Type a, Type b) {
    if (a.equals(b)) {
      return a;
    }
    if (a instanceof DecimalType x && b instanceof DecimalType y) {
      if (isOpen(x) || isOpen(y)) {
        return isOpen(x) ? y : x;
      }
      int scale = Math.max(x.scale(), y.scale());
      int whole = Math.max(x.wholeDigits(), y.wholeDigits());
      return new Sized(whole + scale, scale).type();
    }
    if (a instanceof ListType x && b instanceof ListType y) {
      return new ListType(common(x.element(), y.element()));
    }
    if (a instanceof MapType x && b instanceof MapType y) {
      return new MapType(common(x.value(), y.value()));
    }
    return a;
  }

  /** The result of a generic function: its type parameters are bound by the arguments. */
  static Type generic(Function function, List<Ir> arguments, Type checked) {
    Map<String, Type> bound = new HashMap<>();
    for (int i = 0; i < Math.min(arguments.size(), function.parameters().size()); i++) {
      bind(function.parameters().get(i), arguments.get(i).type(), bound);
    }
    return substitute(function.result(), bound, checked);
  }

  private static void bind(String parameter, Type argument, Map<String, Type> bound) {
    if (parameter.length() == 1) {
      bound.merge(parameter, argument, DecimalTypes::common);
    } else if (parameter.startsWith("optional<")) {
      bind(inside(parameter, "optional<"), argument, bound);
    } else if (parameter.startsWith("list<") && argument instanceof ListType list) {
      bind(inside(parameter, "list<"), list.element(), bound);
    } else if (parameter.startsWith("map<string, ") && argument instanceof MapType map) {
      bind(inside(parameter, "map<string, "), map.value(), bound);
    }
  }

  private static Type substitute(String result, Map<String, Type> bound, Type checked) {
    if (result.length() == 1) {
      return bound.getOrDefault(result, checked);
    }
    if (result.startsWith("optional<")) {
      return substitute(inside(result, "optional<"), bound, checked);
    }
    if (result.startsWith("list<") && checked instanceof ListType list) {
      return new ListType(substitute(inside(result, "list<"), bound, list.element()));
    }
    if (result.startsWith("map<string, ") && checked instanceof MapType map) {
      return new MapType(substitute(inside(result, "map<string, "), bound, map.value()));
    }
    return checked;
  }

  private static String inside(String text, String prefix) {
    return text.substring(prefix.length(), text.length() - 1);
  }

  /** A value in a type with more digits, as {@link #common} gives it. */
  static Ir widened(Ir value, Type wanted) {
    Type type = value.type();
    if (type.equals(wanted) || isOpen(type) || isOpen(wanted)) {
      return value;
    }
    if (value instanceof Ir.Literal literal && literal.value() instanceof BigDecimal number) {
      return new Ir.Literal(wanted, number.setScale(((DecimalType) wanted).scale()));
    }
    if (value instanceof Ir.Absent) {
      return new Ir.Absent(wanted);
    }
    String java = widening("$1", type, wanted);
    if (java == null) {
      return value;
    }
    Function function = new Function(WIDEN, false, List.of("A"), "A", java, false);
    if (!value.nullable()) {
      return new Ir.Call(function, List.of(value), wanted);
    }
    Ir.Local present = new Ir.Local("value#widened", type, false);
    return new Ir.OptionalMap(
        present.name(), value, new Ir.Call(function, List.of(present), wanted));
  }

  private static @Nullable String widening(String value, Type from, Type to) {
    if (from instanceof DecimalType x && to instanceof DecimalType y) {
      return x.scale() == y.scale() ? null : value + ".setScale(" + y.scale() + ")";
    }
    if (from instanceof ListType x
        && to instanceof ListType y
        && x.element() instanceof DecimalType a
        && y.element() instanceof DecimalType b) {
      return a.scale() == b.scale() ? null : "DecimalOps.rescale(" + value + ", " + b.scale() + ")";
    }
    if (from instanceof MapType x
        && to instanceof MapType y
        && x.value() instanceof DecimalType a
        && y.value() instanceof DecimalType b) {
      return a.scale() == b.scale() ? null : "DecimalOps.rescale(" + value + ", " + b.scale() + ")";
    }
    return null;
  }

  /** The type of a sum, an average, or another aggregate over decimals. */
  static Type aggregate(String function, Type argument) {
    int scale = argument instanceof DecimalType decimal ? decimal.scale() : 0;
    return switch (function) {
      case "sum" -> new DecimalType(MAX, scale);
      case "avg" -> new DecimalType(MAX, Math.max(LEAST_SCALE, scale));
      case "collect", "collect_distinct" -> new ListType(argument);
      default -> argument;
    };
  }
}
