package io.millrace.compiler.expr;

import io.millrace.compiler.types.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between which numbers an int lies, where that can be told without its row. */
record IntRange(long from, long to) {
  /** A length, or a place in a text. */
  private static final IntRange SIZE = new IntRange(0, Integer.MAX_VALUE);

  /** The range of a value; null where it may be any int. */
  static @Nullable IntRange of(Ir node) {
    if (node instanceof Ir.Literal literal && literal.value() instanceof Long value) {
      return new IntRange(value, value);
    }
    if (!(node instanceof Ir.Call call) || call.type() != ScalarType.INT) {
      return null;
    }
    String name = call.function().name();
    List<String> kinds = call.function().parameters();
    if (name.startsWith("get") && kinds.get(0).equals("timestamp")) {
      return new IntRange(0, 9999);
    }
    return switch (name) {
      case "size" -> SIZE;
      case "indexOf", "lastIndexOf" -> new IntRange(-1, SIZE.to());
      case "_+_", "_-_", "_*_" -> kinds.equals(List.of("int", "int")) ? computed(call) : null;
      default -> null;
    };
  }

  private static @Nullable IntRange computed(Ir.Call call) {
    IntRange a = of(call.arguments().get(0));
    IntRange b = of(call.arguments().get(1));
    if (a == null || b == null) {
      return null;
    }
    try {
      return switch (call.function().name()) {
        case "_+_" -> new IntRange(Math.addExact(a.from, b.from), Math.addExact(a.to, b.to));
        case "_-_" ->
            new IntRange(Math.subtractExact(a.from, b.to), Math.subtractExact(a.to, b.from));
        default -> {
          long[] ends = {
            Math.multiplyExact(a.from, b.from),
            Math.multiplyExact(a.from, b.to),
            Math.multiplyExact(a.to, b.from),
            Math.multiplyExact(a.to, b.to)
          };
          java.util.Arrays.sort(ends);
          yield new IntRange(ends[0], ends[3]);
        }
      };
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /**
   * The same call without a check for overflow, where none can be. One operand is a literal, which
   * makes the other a {@code long} in Java, whatever it is.
   */
  static Ir.Call unchecked(Ir.Call call) {
    String name = call.function().name();
    boolean literal = call.arguments().stream().anyMatch(Ir.Literal.class::isInstance);
    if (!call.function().canFail() || !literal || !name.matches("_[-+*]_") || of(call) == null) {
      return call;
    }
    Function plain = call.function().withoutFailure("$1 " + name.charAt(1) + " $2");
    return new Ir.Call(plain, call.arguments(), call.type());
  }
}
