package io.millrace.compiler.expr;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of functions of constants, as the runtime has them. What would fail at run time has none:
 * it is left to fail there.
 */
final class ConstantCalls {
  private ConstantCalls() {}

  /** A longer text is left to be made at run time: class files are not for that. */
  private static final int MAX_LENGTH = 10_000;

  /**
   * The value of a call.
   *
   * @param arguments as in {@link Ir.Literal}, or a list of those
   * @return null where the function is not known here, or fails; an Optional of a function whose
   *     result may be absent
   */
  static @Nullable Object evaluate(Function function, List<Object> arguments) {
    if (arguments.isEmpty()) {
      return null;
    }
    Object value = ConstantTexts.evaluate(function, arguments);
    if (value == null) {
      value = ConstantTimes.evaluate(function, arguments);
    }
    if (value == null && arguments.size() <= 2) {
      value = compute(function, arguments);
    }
    return length(value) > MAX_LENGTH ? null : value;
  }

  private static long length(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    return value instanceof List<?> list
        ? list.stream().mapToLong(element -> 1 + length(element)).sum()
        : 0;
  }

  private static @Nullable Object compute(Function function, List<Object> arguments) {
    String name = function.name();
    String kinds = String.join(" ", function.parameters());
    Object first = arguments.get(0);
    try {
      if (arguments.size() == 1) {
        return unary(name, kinds, first);
      }
      Object second = arguments.get(1);
      return switch (kinds) {
        case "int int" -> ints(name, (Long) first, (Long) second);
        case "double double" -> doubles(name, (Double) first, (Double) second);
        case "string string" -> strings(name, (String) first, (String) second);
        case "bool bool" -> compared(name, Boolean.compare((Boolean) first, (Boolean) second));
        case "timestamp timestamp", "duration duration", "timestamp duration" ->
            times(name, kinds, (Long) first, (Long) second);
        case "duration timestamp" -> times(name, "timestamp duration", (Long) second, (Long) first);
        case "bytes bytes" ->
            compared(name, Arrays.compareUnsigned((byte[]) first, (byte[]) second));
        case "decimal decimal" -> decimals(function, (BigDecimal) first, (BigDecimal) second);
        default -> null;
      };
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Object unary(String name, String kind, Object value) {
    if (value instanceof Boolean bool) {
      return switch (name) {
        case "!_" -> !bool;
        case "string" -> String.valueOf(bool);
        case "bool" -> bool;
        default -> null;
      };
    }
    if (value instanceof String text) {
      return switch (name) {
        case "int" -> parsed(text);
        case "string" -> text;
        case "size" -> (long) text.codePointCount(0, text.length());
        case "lowerAscii" -> ascii(text, 'A', 'Z', 32);
        case "upperAscii" -> ascii(text, 'a', 'z', -32);
        case "reverse" -> new StringBuilder(text).reverse().toString();
        case "bytes" -> text.getBytes(StandardCharsets.UTF_8);
        default -> null;
      };
    }
    if (value instanceof Double number) {
      return switch (name) {
        case "-_" -> -number;
        case "double" -> number;
        case "math.abs" -> Math.abs(number);
        case "math.ceil" -> Math.ceil(number);
        case "math.floor" -> Math.floor(number);
        case "math.sqrt" -> Math.sqrt(number);
        default -> null;
      };
    }
    if (name.equals("size")) {
      return value instanceof byte[] bytes ? (long) bytes.length : (long) ((List<?>) value).size();
    }
    if (!(value instanceof Long number)) {
      return null;
    }
    if (kind.equals("int")) {
      return switch (name) {
        case "-_" -> Math.negateExact(number);
        case "int", "math.greatest", "math.least" -> number;
        case "double" -> number.doubleValue();
        case "string" -> String.valueOf(number);
        case "math.abs" -> Math.absExact(number);
        case "math.bitNot" -> ~number;
        default -> null;
      };
    }
    return name.equals("timestamp") || name.equals("duration") ? number : null;
  }

  private static @Nullable Long parsed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String ascii(String text, char from, char to, int distance) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append((char) (c >= from && c <= to ? c + distance : c)));
    return out.toString();
  }

  private static @Nullable Object ints(String name, long a, long b) {
    boolean divides = b != 0 && (a != Long.MIN_VALUE || b != -1);
    return switch (name) {
      case "_+_" -> Math.addExact(a, b);
      case "_-_" -> Math.subtractExact(a, b);
      case "_*_" -> Math.multiplyExact(a, b);
      case "_/_" -> divides ? a / b : null;
      case "_%_" -> divides ? a % b : null;
      case "math.greatest" -> Math.max(a, b);
      case "math.least" -> Math.min(a, b);
      case "math.bitAnd" -> a & b;
      case "math.bitOr" -> a | b;
      case "math.bitXor" -> a ^ b;
      default -> compared(name, Long.compare(a, b));
    };
  }

  /** Java's own operators: a comparison with NaN is none. */
  private static @Nullable Object doubles(String name, double a, double b) {
    return switch (name) {
      case "_+_" -> a + b;
      case "_-_" -> a - b;
      case "_*_" -> a * b;
      case "_/_" -> a / b;
      case "_==_" -> a == b;
      case "_!=_" -> a != b;
      case "_<_" -> a < b;
      case "_<=_" -> a <= b;
      case "_>_" -> a > b;
      case "_>=_" -> a >= b;
      default -> null;
    };
  }

  private static @Nullable Object strings(String name, String a, String b) {
    return switch (name) {
      case "_+_" -> a + b;
      case "contains" -> a.contains(b);
      case "startsWith" -> a.startsWith(b);
      case "endsWith" -> a.endsWith(b);
      default -> compared(name, order(a, b));
    };
  }

  /** Code points are in the order of UTF-32, in which surrogates are behind all others. */
  private static int order(String a, String b) {
    int at = Arrays.mismatch(a.toCharArray(), b.toCharArray());
    if (at < 0 || at == Math.min(a.length(), b.length())) {
      return Integer.compare(a.length(), b.length());
    }
    int surrogates =
        Boolean.compare(Character.isSurrogate(a.charAt(at)), Character.isSurrogate(b.charAt(at)));
    return surrogates != 0 ? surrogates : Character.compare(a.charAt(at), b.charAt(at));
  }

  private static @Nullable Object times(String name, String kinds, long a, long b) {
    boolean computes = name.equals("_+_") || name.equals("_-_");
    if (!computes) {
      return kinds.equals("timestamp duration") ? null : compared(name, Long.compare(a, b));
    }
    long result = name.equals("_+_") ? Math.addExact(a, b) : Math.subtractExact(a, b);
    boolean timestamp = kinds.equals("timestamp duration");
    boolean fits =
        timestamp ? TimeLiterals.isTimestamp(result) : TimeLiterals.isShortDuration(result);
    return fits ? result : null;
  }

  private static @Nullable Object decimals(Function function, BigDecimal a, BigDecimal b) {
    return switch (function.java()) {
      case "$1.add($2)" -> a.add(b);
      case "$1.subtract($2)" -> a.subtract(b);
      case "$1.multiply($2)" -> a.multiply(b);
      default ->
          function.java().startsWith("$1.compareTo($2) ")
              ? compared(function.name(), a.compareTo(b))
              : null;
    };
  }

  private static @Nullable Object compared(String name, int order) {
    return switch (name) {
      case "_==_" -> order == 0;
      case "_!=_" -> order != 0;
      case "_<_" -> order < 0;
      case "_<=_" -> order <= 0;
      case "_>_" -> order > 0;
      case "_>=_" -> order >= 0;
      default -> null;
    };
  }
}
