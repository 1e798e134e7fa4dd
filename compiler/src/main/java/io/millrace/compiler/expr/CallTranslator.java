package io.millrace.compiler.expr;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates calls: operators, functions, optionals and macros. */
final class CallTranslator {
  private static final Function LIST_FIND = Functions.byId("_[?_][list<A>, int]");

  private final Translator translator;
  private final TypeChecker.Checked checked;
  private final Report report;
  private final DecimalCalls decimals;

  CallTranslator(Translator translator, TypeChecker.Checked checked, Report report) {
    this.translator = translator;
    this.checked = checked;
    this.report = report;
    this.decimals = new DecimalCalls(report);
  }

  Ir translate(Syntax.Call node) {
    Syntax target = node.target();
    if (target != null && !translator.macros().variables(node).isEmpty()) {
      return macro(node, target);
    }
    if (target == null) {
      if (node.function().equals("has")) {
        return translator.has(node);
      }
      if (Functions.isAggregate(node.function())) {
        return translator.aggregate(node);
      }
    }
    Function function = Objects.requireNonNull(checked.overload(node.id()), node.function());
    return switch (function.name()) {
      case "_?_:_" -> translator.conditional(node);
      case "_==_", "_!=_" -> equality(node, function);
      case "_[_]", "_[?_]" -> index(node, function);
      case "math.greatest", "math.least" -> fold(node, function);
      case "optional.of" -> translator.value(node.arguments().get(0));
      case "optional.none" -> new Ir.Absent(translator.type(node));
      case "optional.ofNonZeroValue" -> nonZero(node);
      case "hasValue" -> present(translator.any(Objects.requireNonNull(target)));
      case "value" -> {
        Ir optional = translator.any(Objects.requireNonNull(target));
        yield optional.nullable() ? new Ir.Required(optional) : optional;
      }
      case "or" ->
          orElse(
              translator.any(Objects.requireNonNull(target)),
              translator.any(node.arguments().get(0)));
      case "orValue" ->
          orElse(
              translator.any(Objects.requireNonNull(target)),
              translator.value(node.arguments().get(0)));
      default -> strict(node, function);
    };
  }

  private static Ir present(Ir operand) {
    return operand.nullable() || operand.canFail()
        ? new Ir.Present(operand)
        : new Ir.Literal(ScalarType.BOOL, true);
  }

  private static Ir orElse(Ir operand, Ir fallback) {
    if (!operand.nullable()) {
      return operand;
    }
    Type common = DecimalTypes.common(operand.type(), fallback.type());
    return new Ir.OrElse(
        DecimalTypes.widened(operand, common), DecimalTypes.widened(fallback, common));
  }

  private List<Ir> arguments(Syntax.Call node, Function function) {
    List<Ir> arguments = new ArrayList<>();
    if (node.target() != null && function.member()) {
      arguments.add(translator.value(node.target()));
    }
    node.arguments().forEach(argument -> arguments.add(translator.value(argument)));
    return arguments;
  }

  private Ir strict(Syntax.Call node, Function function) {
    List<Ir> arguments = arguments(node, function);
    Type type = translator.type(node);
    if (DecimalCalls.concerns(function, arguments, type)) {
      return decimals.call(node, function, arguments, type);
    }
    Function checkedFunction = LiteralArguments.check(node, function, arguments, report);
    return LiteralNumbers.simplify(new Ir.Call(checkedFunction, arguments, type));
  }

  /** More than two arguments are compared pair by pair. */
  private Ir fold(Syntax.Call node, Function function) {
    List<Ir> arguments = arguments(node, function);
    Type type = translator.type(node);
    if (arguments.size() <= 2) {
      return folded(node, function, arguments, type);
    }
    Ir result = arguments.get(0);
    for (Ir argument : arguments.subList(1, arguments.size())) {
      result = folded(node, function, List.of(result, argument), type);
    }
    return result;
  }

  private Ir folded(Syntax.Call node, Function function, List<Ir> arguments, Type type) {
    return DecimalCalls.concerns(function, arguments, type)
        ? decimals.call(node, function, arguments, type)
        : new Ir.Call(function, arguments, type);
  }

  private Ir equality(Syntax.Call node, Function function) {
    Syntax left = node.arguments().get(0);
    Syntax right = node.arguments().get(1);
    boolean not = function.name().equals("_!=_");
    if (translator.isOptional(left) || translator.isOptional(right)) {
      Ir equals = new Ir.OptionalEquals(translator.any(left), translator.any(right));
      return not ? Translator.not(equals) : equals;
    }
    List<Ir> arguments = List.of(translator.value(left), translator.value(right));
    if (function.parameters().contains("decimal")) {
      return decimals.call(node, function, arguments, ScalarType.BOOL);
    }
    Function typed =
        function.java().isEmpty()
            ? function.withJava(equalityTemplate(arguments.get(0).type(), not))
            : function;
    return LiteralNumbers.simplify(new Ir.Call(typed, arguments, ScalarType.BOOL));
  }

  /** Java for CEL's equality of two values of one type. */
  static String equalityTemplate(Type type, boolean not) {
    if (type instanceof ScalarType scalar && scalar.isPrimitive()) {
      return not ? "$1 != $2" : "$1 == $2";
    }
    if (type instanceof DecimalType) {
      return "$1.compareTo($2) " + (not ? "!= 0" : "== 0");
    }
    String equal;
    if (type == ScalarType.BYTES) {
      equal = "BytesOps.equal($1, $2)";
    } else if (type instanceof ListType || type instanceof MapType) {
      equal = "ValueOps.equal($1, $2)";
    } else {
      equal = "$1.equals($2)";
    }
    return not ? "!" + equal : equal;
  }

  private Ir index(Syntax.Call node, Function function) {
    Syntax container = node.arguments().get(0);
    Ir index = translator.value(node.arguments().get(1));
    Type type = translator.type(node);
    if (!translator.isOptional(container)) {
      List<Ir> arguments = List.of(translator.value(container), index);
      Type element =
          DecimalTypes.isOpen(type) ? DecimalTypes.generic(function, arguments, type) : type;
      return new Ir.Call(function, arguments, element);
    }
    Ir operand = translator.any(container);
    Function find = operand.type() instanceof MapType ? Translator.MAP_FIND : LIST_FIND;
    return translator.onPresent(
        node,
        operand,
        present -> {
          List<Ir> arguments = List.of(present, index);
          Type element =
              DecimalTypes.isOpen(type) ? DecimalTypes.generic(find, arguments, type) : type;
          return new Ir.Call(find, arguments, element);
        });
  }

  /** {@code optional.ofNonZeroValue(x)}: absent for zero, empty text, an empty list and so on. */
  private Ir nonZero(Syntax.Call node) {
    Ir value = translator.value(node.arguments().get(0));
    String template = zeroTest(value.type());
    if (template.isEmpty()) {
      return value;
    }
    String variable = "value#z" + node.id();
    Ir.Local local = new Ir.Local(variable, value.type(), false);
    Function isZero =
        new Function("isZero", false, List.of(value.type().display()), "bool", template, false);
    Ir test = new Ir.Call(isZero, List.of(local), ScalarType.BOOL);
    return new Ir.Bind(
        variable, value, new Ir.Conditional(test, new Ir.Absent(value.type()), local));
  }

  private static String zeroTest(Type type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "!$1";
        case INT, TIMESTAMP, DURATION, DOUBLE -> "$1 == 0";
        case STRING -> "$1.isEmpty()";
        case BYTES -> "$1.length == 0";
      };
    }
    if (type instanceof DecimalType) {
      return "$1.signum() == 0";
    }
    return type instanceof ListType || type instanceof MapType ? "$1.isEmpty()" : "";
  }

  private Ir macro(Syntax.Call node, Syntax target) {
    List<String> variables = translator.macros().variables(node);
    List<Syntax> bodies = node.arguments().subList(variables.size(), node.arguments().size());
    String variable = variables.get(0);
    switch (node.function()) {
      case "bind" -> {
        Ir value = translator.any(node.arguments().get(1));
        if (value.nullable() && !translator.isOptional(node.arguments().get(1))) {
          value = translator.value(node.arguments().get(1));
        }
        translator.declare(variable, value.type());
        return new Ir.Bind(variable, value, translator.any(node.arguments().get(2)));
      }
      case "optMap", "optFlatMap" -> {
        Ir operand = translator.any(target);
        translator.declare(variable, operand.type());
        Ir body =
            node.function().equals("optMap")
                ? translator.value(bodies.get(0))
                : translator.any(bodies.get(0));
        return new Ir.OptionalMap(variable, operand, body);
      }
      default -> {
        return comprehension(node, target, variables, bodies);
      }
    }
  }

  private Ir comprehension(
      Syntax.Call node, Syntax target, List<String> variables, List<Syntax> bodies) {
    Ir range = translator.value(target);
    String first = variables.get(0);
    String second = variables.size() > 1 ? variables.get(1) : null;
    declareVariables(range.type(), first, second);
    Type type = translator.type(node);
    Ir.Loop loop =
        switch (node.function()) {
          case "all" -> Ir.Loop.ALL;
          case "exists" -> Ir.Loop.EXISTS;
          case "exists_one", "existsOne" -> Ir.Loop.EXISTS_ONE;
          case "transformMap" -> Ir.Loop.MAP;
          default -> Ir.Loop.LIST;
        };
    if (node.function().equals("filter")) {
      Ir filter = translator.value(bodies.get(0));
      Type kept = DecimalTypes.isOpen(type) ? range.type() : type;
      Type element = kept instanceof ListType list ? list.element() : ScalarType.BOOL;
      Ir local = new Ir.Local(first, element, false);
      return new Ir.Comprehension(loop, first, null, range, filter, local, kept);
    }
    Ir filter = bodies.size() > 1 ? translator.value(bodies.get(0)) : null;
    Set<String> known = filter == null ? Set.of() : Facts.whenTrue(filter);
    Ir body = translator.knowing(known, () -> translator.value(bodies.get(bodies.size() - 1)));
    boolean predicate = loop == Ir.Loop.ALL || loop == Ir.Loop.EXISTS || loop == Ir.Loop.EXISTS_ONE;
    return new Ir.Comprehension(
        loop, first, second, range, filter, body, predicate ? ScalarType.BOOL : made(type, body));
  }

  /** The list or map that a comprehension makes of its bodies' values. */
  private static Type made(Type type, Ir body) {
    if (!DecimalTypes.isOpen(type)) {
      return type;
    }
    return type instanceof MapType ? new MapType(body.type()) : new ListType(body.type());
  }

  private void declareVariables(Type range, String first, @Nullable String second) {
    if (range instanceof ListType list) {
      translator.declare(second == null ? first : second, list.element());
    } else if (range instanceof MapType map && second != null) {
      translator.declare(second, map.value());
    }
  }
}
