package io.millrace.compiler.expr;

import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives calls that deal with decimals their digits, and the Java that keeps to them. */
final class DecimalCalls {
  private static final String DECIMAL = "decimal";

  private final Report report;

  DecimalCalls(Report report) {
    this.report = report;
  }

  /** Whether a function has to do with decimals: the others are not for this class. */
  static boolean concerns(Function function, List<Ir> arguments, Type checked) {
    return function.parameters().contains(DECIMAL)
        || function.name().equals(DECIMAL)
        || DecimalTypes.isOpen(checked)
        || (function.parameters().contains("A")
            && arguments.stream().anyMatch(a -> a.type() instanceof DecimalType));
  }

  /** The call, with the type of its result. */
  Ir call(Syntax.Call node, Function function, List<Ir> arguments, Type checked) {
    if (function.name().equals(DECIMAL)) {
      return arguments.size() == 1
          ? conversion(node, function, arguments.get(0))
          : rounding(node, function, arguments);
    }
    if (function.parameters().contains(DECIMAL)) {
      return function.parameters().contains("int")
          ? of(Functions.byId(function.name() + "[decimal, decimal]"), decimals(arguments), checked)
          : of(function, arguments, checked);
    }
    return generic(function, arguments, checked);
  }

  /** {@code decimal(x)}: only where the digits follow from {@code x}. */
  private Ir conversion(Syntax.Call node, Function function, Ir argument) {
    if (argument instanceof Ir.Literal literal && literal.value() instanceof String text) {
      BigDecimal value = parse(text);
      DecimalType type = value == null ? null : DecimalTypes.of(value);
      if (type != null) {
        return new Ir.Literal(type, value.setScale(type.scale()));
      }
      report.add(
          TypeCode.TYP022,
          node.arguments().get(0).range(),
          "not a decimal of up to " + DecimalType.MAX_PRECISION + " digits");
      return new Ir.Literal(new DecimalType(1, 0), BigDecimal.ZERO);
    }
    if (argument.type() == ScalarType.INT) {
      return asDecimal(argument);
    }
    if (argument.type() instanceof DecimalType) {
      return argument;
    }
    String text = report.text(node.arguments().get(0).range());
    report.add(
        TypeCode.TYP047,
        node.range(),
        "how many digits the decimal has is not known",
        argument.type().display(),
        "write decimal(" + text + ", 10, 2) for 10 digits, 2 of them behind the point");
    return new Ir.Call(function, List.of(argument), new DecimalType(1, 0));
  }

  private static @Nullable BigDecimal parse(String text) {
    return text.length() <= 80 && text.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(text) : null;
  }

  /** {@code decimal(x, precision, scale)}. */
  private Ir rounding(Syntax.Call node, Function function, List<Ir> arguments) {
    Long precision = literal(arguments.get(1));
    Long scale = literal(arguments.get(2));
    if (precision == null || scale == null || !DecimalType.isValid(precision, scale)) {
      report.add(
          TypeCode.TYP048,
          node.arguments().get(1).range().to(node.arguments().get(2).range()),
          "a decimal has 1 to "
              + DecimalType.MAX_PRECISION
              + " digits, and not more of them behind the point, as literals",
          "",
          "write decimal(x, 10, 2)");
      return new Ir.Call(function, arguments, new DecimalType(1, 0));
    }
    DecimalType type = new DecimalType(precision.intValue(), scale.intValue());
    return new Ir.Call(function.withJava(fit("$1", type)), arguments, type);
  }

  private static @Nullable Long literal(Ir argument) {
    return argument instanceof Ir.Literal literal && literal.value() instanceof Long number
        ? number
        : null;
  }

  private static String fit(String value, DecimalType type) {
    return "DecimalOps.fit(" + value + ", " + type.precision() + ", " + type.scale() + ")";
  }

  private static List<Ir> decimals(List<Ir> arguments) {
    List<Ir> out = new ArrayList<>();
    for (Ir argument : arguments) {
      out.add(argument.type() == ScalarType.INT ? asDecimal(argument) : argument);
    }
    return out;
  }

  private static Ir asDecimal(Ir argument) {
    if (argument instanceof Ir.Literal literal) {
      BigDecimal value = BigDecimal.valueOf((Long) literal.value());
      return new Ir.Literal(new DecimalType(value.precision(), 0), value);
    }
    return new Ir.Call(Functions.byId("decimal[int]"), List.of(argument), DecimalTypes.INT);
  }

  /** A function of one or two decimals. */
  private static Ir of(Function function, List<Ir> arguments, Type checked) {
    DecimalType first = (DecimalType) arguments.get(0).type();
    if (!checked.equals(DecimalType.UNKNOWN)) {
      return new Ir.Call(function, arguments, checked);
    }
    if (arguments.size() == 1) {
      boolean whole = function.java().startsWith("DecimalOps.");
      DecimalType type =
          whole
              ? new DecimalType(Math.min(DecimalType.MAX_PRECISION, first.wholeDigits() + 1), 0)
              : first;
      return new Ir.Call(function, arguments, type);
    }
    DecimalType second = (DecimalType) arguments.get(1).type();
    DecimalTypes.Sized sized = DecimalTypes.arithmetic(function.name(), first, second);
    if (sized == null) {
      throw new IllegalStateException("no rule for " + function.id());
    }
    DecimalType type = sized.type();
    String java = function.java().replace("#scale", String.valueOf(type.scale()));
    if (function.name().startsWith("math.")) {
      List<Ir> widened = arguments.stream().map(a -> DecimalTypes.widened(a, type)).toList();
      return new Ir.Call(function, widened, type);
    }
    if (sized.isCut()) {
      Function cut =
          new Function(
              function.name(), false, function.parameters(), DECIMAL, fit(java, type), true);
      return new Ir.Call(cut, arguments, type);
    }
    return new Ir.Call(function.withJava(java), arguments, type);
  }

  /** A function of values of any type: decimals that meet in it get one scale. */
  private static Ir generic(Function function, List<Ir> arguments, Type checked) {
    Type type = DecimalTypes.generic(function, arguments, checked);
    List<Ir> widened = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean same = function.parameters().get(i).equals(function.result());
      widened.add(same ? DecimalTypes.widened(arguments.get(i), type) : arguments.get(i));
    }
    return new Ir.Call(function, widened, type);
  }
}
