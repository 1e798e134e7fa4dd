package io.millrace.compiler.expr;

import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes what is the same for every row. The folded expression has the type, the nullability and
 * the value of the one that was written, and fails where that would: a division by zero stays. What
 * an aggregate keeps is named as it was before.
 */
public final class ConstantFolding extends IrMapper {
  private final Map<String, Ir> bound = new HashMap<>();

  private ConstantFolding() {}

  /** The same object where nothing is constant. */
  public static TypedExpression fold(TypedExpression expression) {
    TypedExpression folded = expression.withArguments(ConstantFolding::fold);
    Ir root = fold(expression.root());
    return root == expression.root() ? folded : folded.with(root, folded.aggregates());
  }

  private static Ir fold(Ir root) {
    Ir folded = new ConstantFolding().map(root);
    boolean fits = folded.type().equals(root.type()) && folded.nullable() == root.nullable();
    return fits ? folded : root;
  }

  /** The value of a constant, be it a literal, a time that is written as text, or a list. */
  private static @Nullable Object value(Ir node) {
    if (node instanceof Ir.Literal literal) {
      return literal.value();
    }
    if (node instanceof Ir.Call call
        && call.function().java().startsWith("@")
        && call.arguments().get(0) instanceof Ir.Literal text) {
      return TimeLiterals.value(call.function().name(), (String) text.value());
    }
    return node instanceof Ir.NewList list ? values(list.elements()) : null;
  }

  /** The values of constants; null where one is none. */
  private static @Nullable List<Object> values(List<Ir> nodes) {
    List<Object> values = new ArrayList<>();
    for (Ir node : nodes) {
      Object value = value(node);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  /** What evaluating a call gave, as a constant. */
  private static Ir constant(Type type, Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? constant(type, optional.get()) : new Ir.Absent(type);
    }
    return value instanceof List<?> list && type instanceof ListType lists
        ? new Ir.NewList(
            list.stream().map(element -> constant(lists.element(), element)).toList(), lists)
        : new Ir.Literal(type, value);
  }

  private static boolean is(Ir node, boolean value) {
    return node instanceof Ir.Literal literal && literal.value().equals(value);
  }

  private static Ir literal(boolean value) {
    return new Ir.Literal(ScalarType.BOOL, value);
  }

  @Override
  public Ir local(Ir.Local node) {
    return bound.getOrDefault(node.name(), node);
  }

  @Override
  public Ir call(Ir.Call written) {
    Ir.Call node = (Ir.Call) super.call(written);
    String name = node.function().name();
    if (name.equals("!_") && node.arguments().get(0) instanceof Ir.Call not) {
      if (not.function().name().equals("!_")) {
        return not.arguments().get(0);
      }
    }
    if (name.equals("@in")) {
      return membership(node);
    }
    if (node.function().java().startsWith("@")) {
      return node; // a constant of its own, which says what was written
    }
    List<Object> values = values(node.arguments());
    if (values != null) {
      Ir element = element(node);
      Object value = element == null ? ConstantCalls.evaluate(node.function(), values) : null;
      if (element != null || value != null) {
        return element != null ? element : constant(node.type(), value);
      }
    }
    if (node.arguments() == written.arguments()) {
      return IntRange.unchecked(node);
    }
    Ir simple = LiteralNumbers.simplify(LiteralArguments.prepared(node));
    return simple instanceof Ir.Call call ? IntRange.unchecked(call) : simple;
  }

  /** Of a list of constants; null where that is not what is called. */
  private static @Nullable Ir element(Ir.Call node) {
    boolean find = node.function().name().equals("_[?_]");
    if ((!find && !node.function().name().equals("_[_]"))
        || !(node.arguments().get(0) instanceof Ir.NewList list)
        || !(value(node.arguments().get(1)) instanceof Long index)) {
      return null;
    }
    if (index >= 0 && index < list.elements().size()) {
      return list.elements().get(index.intValue());
    }
    return find ? new Ir.Absent(node.type()) : null;
  }

  /** Whether a constant is one of several. */
  private static Ir membership(Ir.Call node) {
    Object wanted = value(node.arguments().get(0));
    boolean scalar =
        wanted instanceof String || wanted instanceof Long || wanted instanceof Boolean;
    if (!scalar || !(node.arguments().get(1) instanceof Ir.NewList list)) {
      return node;
    }
    List<Object> values = values(list.elements());
    if (values == null) {
      return node;
    }
    return literal(values.contains(wanted));
  }

  /** {@code false} decides a conjunction whatever the others are, errors included. */
  @Override
  public Ir logic(Ir.Logic written) {
    List<Ir> operands = map(written.operands());
    boolean and = written.and();
    if (operands.stream().anyMatch(operand -> is(operand, !and))) {
      return literal(!and);
    }
    List<Ir> left = operands.stream().filter(operand -> !is(operand, and)).toList();
    if (left.size() == operands.size()) {
      return operands == written.operands() ? written : new Ir.Logic(and, operands);
    }
    return left.isEmpty() ? literal(and) : left.size() == 1 ? left.get(0) : new Ir.Logic(and, left);
  }

  @Override
  public Ir conditional(Ir.Conditional written) {
    Ir condition = map(written.condition());
    boolean decided = is(condition, true) || is(condition, false);
    if (!decided) {
      return super.conditional(written);
    }
    Ir taken = map(is(condition, true) ? written.then() : written.otherwise());
    Type type = written.type();
    return taken.type().equals(type) ? taken : super.conditional(written);
  }

  @Override
  public Ir present(Ir.Present written) {
    Ir operand = map(written.operand());
    if (operand instanceof Ir.Absent) {
      return literal(false);
    }
    return operand.nullable() || operand.canFail() ? super.present(written) : literal(true);
  }

  @Override
  public Ir orElse(Ir.OrElse written) {
    Ir operand = map(written.operand());
    if (operand instanceof Ir.Absent && written.fallback().type().equals(written.type())) {
      return map(written.fallback());
    }
    return operand.nullable() || !operand.type().equals(written.type())
        ? super.orElse(written)
        : operand;
  }

  @Override
  public Ir required(Ir.Required written) {
    Ir operand = map(written.operand());
    return operand.nullable() ? super.required(written) : operand;
  }

  /** A variable that holds a constant is that constant. */
  @Override
  public Ir bind(Ir.Bind written) {
    Ir value = map(written.value());
    if (!isFreeToRead(value)) {
      return super.bind(written);
    }
    bound.put(written.variable(), value);
    return map(written.body());
  }

  /** A list of what is no literal is made anew wherever it stands. */
  private static boolean isFreeToRead(Ir node) {
    return node instanceof Ir.NewList list
        ? list.elements().stream().allMatch(Ir.Literal.class::isInstance)
            && list.type().element() != ScalarType.BYTES
        : value(node) != null;
  }
}
