package io.millrace.compiler.expr;

import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked, typed expression. A node is nullable where its value may be absent: a nullable field
 * and CEL's {@code optional} are the same here. A nullable node stands only where this tree says
 * so; everywhere else the checks have proved presence.
 */
public sealed interface Ir {
  Type type();

  /** Whether the value may be absent. */
  boolean nullable();

  /** Whether evaluation may end in an error. */
  boolean canFail();

  <R> R accept(IrVisitor<R> visitor);

  /**
   * A constant.
   *
   * @param value a Boolean, Long (also timestamps and durations), Double, BigDecimal, String or
   *     byte[]
   */
  record Literal(Type type, Object value) implements Ir {
    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return false;
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.literal(this);
    }
  }

  /**
   * A field of a slot, or the slot itself.
   *
   * @param field the field's name; empty for the slot as a whole
   */
  record Read(String slot, String field, Type type, boolean nullable) implements Ir {
    @Override
    public boolean canFail() {
      return false;
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.read(this);
    }
  }

  /** A field of a record value; absent where the record is absent. */
  record Member(Ir operand, String field, Type type, boolean ownNullable) implements Ir {
    @Override
    public boolean nullable() {
      return ownNullable || operand.nullable();
    }

    @Override
    public boolean canFail() {
      return operand.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.member(this);
    }
  }

  /** A variable of a comprehension, a binding or an optional map. */
  record Local(String name, Type type, boolean nullable) implements Ir {
    @Override
    public boolean canFail() {
      return false;
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.local(this);
    }
  }

  /** A strict function of present values. */
  record Call(Function function, List<Ir> arguments, Type type) implements Ir {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public boolean nullable() {
      return function.optionalResult();
    }

    @Override
    public boolean canFail() {
      return function.canFail() || arguments.stream().anyMatch(Ir::canFail);
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * {@code &&} or {@code ||} over two or more conditions. As CEL has it, one operand that decides
   * wins over an error in another.
   */
  record Logic(boolean and, List<Ir> operands) implements Ir {
    public Logic {
      operands = List.copyOf(operands);
    }

    @Override
    public Type type() {
      return ScalarType.BOOL;
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return operands.stream().anyMatch(Ir::canFail);
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.logic(this);
    }
  }

  record Conditional(Ir condition, Ir then, Ir otherwise) implements Ir {
    @Override
    public Type type() {
      return DecimalTypes.common(then.type(), otherwise.type());
    }

    @Override
    public boolean nullable() {
      return then.nullable() || otherwise.nullable();
    }

    @Override
    public boolean canFail() {
      return condition.canFail() || then.canFail() || otherwise.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /** Whether a nullable value is there. */
  record Present(Ir operand) implements Ir {
    @Override
    public Type type() {
      return ScalarType.BOOL;
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return operand.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.present(this);
    }
  }

  /** The first value if it is there, else the second, which may itself be absent. */
  record OrElse(Ir operand, Ir fallback) implements Ir {
    @Override
    public Type type() {
      return DecimalTypes.common(operand.type(), fallback.type());
    }

    @Override
    public boolean nullable() {
      return operand.nullable() && fallback.nullable();
    }

    @Override
    public boolean canFail() {
      return operand.canFail() || fallback.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.orElse(this);
    }
  }

  /** A nullable value that must be there, or evaluation fails. */
  record Required(Ir operand) implements Ir {
    @Override
    public Type type() {
      return operand.type();
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return true;
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.required(this);
    }
  }

  /** No value of a type. */
  record Absent(Type type) implements Ir {
    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public boolean canFail() {
      return false;
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.absent(this);
    }
  }

  /** The body over a nullable value if that is there, else absent. */
  record OptionalMap(String variable, Ir operand, Ir body) implements Ir {
    @Override
    public Type type() {
      return body.type();
    }

    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public boolean canFail() {
      return operand.canFail() || body.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.optionalMap(this);
    }
  }

  /** Whether two nullable values are both absent, or both there and equal. */
  record OptionalEquals(Ir left, Ir right) implements Ir {
    @Override
    public Type type() {
      return ScalarType.BOOL;
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return left.canFail() || right.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.optionalEquals(this);
    }
  }

  /** A new list; absent elements are left out. */
  record NewList(List<Ir> elements, ListType type) implements Ir {
    public NewList {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return elements.stream().anyMatch(Ir::canFail);
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.newList(this);
    }
  }

  /** A new map; entries with an absent value are left out, a repeated key is an error. */
  record NewMap(List<Ir> keys, List<Ir> values, MapType type) implements Ir {
    public NewMap {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }

    /** Whether all keys are known to differ. */
    boolean distinctKeys() {
      return keys.stream().allMatch(Literal.class::isInstance)
          && keys.stream().map(k -> ((Literal) k).value()).distinct().count() == keys.size();
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return !distinctKeys()
          || keys.stream().anyMatch(Ir::canFail)
          || values.stream().anyMatch(Ir::canFail);
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.newMap(this);
    }
  }

  /** What a comprehension makes of its elements. */
  enum Loop {
    ALL,
    EXISTS,
    EXISTS_ONE,
    /** A list of the bodies' values. */
    LIST,
    /** A map from the first variable to the bodies' values. */
    MAP
  }

  /**
   * A loop over a list's elements or a map's keys.
   *
   * @param second with a second variable, the first one is the index or key and this the value
   * @param filter a condition on what takes part, or null
   * @param body the predicate of ALL, EXISTS and EXISTS_ONE, or the value of LIST and MAP
   */
  record Comprehension(
      Loop loop,
      String variable,
      @Nullable String second,
      Ir range,
      @Nullable Ir filter,
      Ir body,
      Type type)
      implements Ir {
    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public boolean canFail() {
      return range.canFail() || body.canFail() || (filter != null && filter.canFail());
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.comprehension(this);
    }
  }

  /** A value that is computed once and used in the body. */
  record Bind(String variable, Ir value, Ir body) implements Ir {
    @Override
    public Type type() {
      return body.type();
    }

    @Override
    public boolean nullable() {
      return body.nullable();
    }

    @Override
    public boolean canFail() {
      return value.canFail() || body.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.bind(this);
    }
  }

  /**
   * A value that several places of one function use. It is computed at the first of them that is
   * always reached; places ahead of that, or that may not see it, compute it for themselves.
   *
   * @param first whether it may be computed ahead of all else that stands in its expression: for a
   *     value that can fail, only where nothing else could fail in its place
   */
  record Shared(Ir value, boolean first) implements Ir {
    @Override
    public Type type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }

    @Override
    public boolean canFail() {
      return value.canFail();
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.shared(this);
    }
  }

  /** The result of an aggregate, by its place in {@link TypedExpression#aggregates()}. */
  record AggregateRef(int index, Type type, boolean nullable) implements Ir {
    @Override
    public boolean canFail() {
      return false;
    }

    @Override
    public <R> R accept(IrVisitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }
}
