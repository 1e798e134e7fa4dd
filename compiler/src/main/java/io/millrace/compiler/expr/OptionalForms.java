package io.millrace.compiler.expr;

import java.util.List;

/** Tells by form alone what may be absent: the resolver works before types are known. */
final class OptionalForms {
  private OptionalForms() {}

  /** Whether a node makes an optional, by its form. */
  static boolean isOptional(Syntax node) {
    if (node instanceof Syntax.Select select) {
      return select.optional() || isOptional(select.operand());
    }
    if (!(node instanceof Syntax.Call call)) {
      return false;
    }
    Syntax target = call.target();
    return switch (call.function()) {
      case "_[?_]", "optMap", "optFlatMap", "or" -> true;
      case "_[_]" -> isOptional(call.arguments().get(0));
      case "_?_:_" -> isOptional(call.arguments().get(1)) || isOptional(call.arguments().get(2));
      case "of", "none", "ofNonZeroValue" ->
          target instanceof Syntax.Name name && name.name().equals("optional");
      default -> target instanceof Syntax.Name name && makesOptional(name, call.function());
    };
  }

  /** Whether a function of a namespace, as {@code regex.extract}, gives an optional. */
  private static boolean makesOptional(Syntax.Name namespace, String function) {
    List<Function> overloads = Functions.named(namespace.name() + "." + function);
    return !overloads.isEmpty() && overloads.stream().allMatch(Function::optionalResult);
  }

  /** Whether a node has a plain type and yet may be absent. */
  static boolean mayBeAbsent(Syntax node, Names names) {
    Names.Path path = names.path(node);
    if (path != null) {
      return path.nullable();
    }
    if (node instanceof Syntax.Call call && call.target() == null) {
      if (call.function().equals("_?_:_")) {
        return mayBeAbsent(call.arguments().get(1), names)
            || mayBeAbsent(call.arguments().get(2), names);
      }
      return Aggregates.alwaysMayBeAbsent(call.function())
          || (Aggregates.mayBeAbsent(call.function())
              && (Aggregates.isConditional(call.function())
                  || call.arguments().stream().anyMatch(a -> mayBeAbsent(a, names))));
    }
    return false;
  }
}
