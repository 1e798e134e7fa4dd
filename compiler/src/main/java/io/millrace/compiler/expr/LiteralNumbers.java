package io.millrace.compiler.expr;

import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Chooses simpler Java where an operand is a literal number. */
final class LiteralNumbers {
  private static final Set<String> COMPARISONS =
      Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_");

  /** Up to here every int is a double. */
  private static final long EXACT = 1L << 53;

  private LiteralNumbers() {}

  static Ir simplify(Ir.Call call) {
    String name = call.function().name();
    if (COMPARISONS.contains(name) && isMixed(call)) {
      return comparison(call);
    }
    boolean whole = call.type() == ScalarType.INT && (name.equals("_/_") || name.equals("_%_"));
    if (whole
        && call.arguments().get(1) instanceof Ir.Literal divisor
        && divisor.value() instanceof Long number
        && number != 0
        && number != -1) {
      String java = name.equals("_/_") ? "$1 / $2" : "$1 % $2";
      return new Ir.Call(call.function().withoutFailure(java), call.arguments(), call.type());
    }
    return call;
  }

  private static boolean isMixed(Ir.Call call) {
    List<String> parameters = call.function().parameters();
    return parameters.contains("int") && parameters.contains("double");
  }

  /** A double compared with a literal int: the literal becomes a double. */
  private static Ir comparison(Ir.Call call) {
    List<Ir> arguments = new ArrayList<>();
    for (Ir argument : call.arguments()) {
      boolean exact =
          argument instanceof Ir.Literal literal
              && literal.value() instanceof Long number
              && Math.abs(number) <= EXACT;
      arguments.add(
          exact
              ? new Ir.Literal(
                  ScalarType.DOUBLE, ((Long) ((Ir.Literal) argument).value()).doubleValue())
              : argument);
    }
    if (arguments.equals(call.arguments())) {
      return call;
    }
    String name = call.function().name();
    String operator = name.substring(1, name.length() - 1);
    Function doubles = Functions.byId(name + "[double, double]");
    return new Ir.Call(doubles.withJava("$1 " + operator + " $2"), arguments, ScalarType.BOOL);
  }
}
