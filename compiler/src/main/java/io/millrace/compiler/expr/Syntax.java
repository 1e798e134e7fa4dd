package io.millrace.compiler.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it was parsed: macros are plain calls, chains of {@code &&} and {@code ||} are
 * flat, and every node knows exactly which part of the text it is.
 */
sealed interface Syntax {
  /** CEL's number of the node. */
  long id();

  Range range();

  <R> R accept(Visitor<R> visitor);

  /** One method a kind of node, so that a forgotten one does not compile. */
  interface Visitor<R> {
    R literal(Literal node);

    R name(Name node);

    R select(Select node);

    R call(Call node);

    R logic(Logic node);

    R list(ListLiteral node);

    R map(MapLiteral node);

    R struct(Struct node);
  }

  /**
   * A literal.
   *
   * @param value a Boolean, Long, Double, String, byte[], or one of {@link Odd}
   */
  record Literal(long id, Range range, Object value) implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }
  }

  /** Literals that CEL has and pipelines do not. */
  enum Odd {
    NULL,
    UNSIGNED
  }

  /** A bare name, perhaps with a leading dot. */
  record Name(long id, Range range, String name) implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.name(this);
    }
  }

  /** {@code operand.field}, or {@code operand.?field}. */
  record Select(
      long id, Range range, Syntax operand, String field, boolean optional, Range fieldRange)
      implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.select(this);
    }
  }

  /** A call, an operator in CEL's spelling ({@code _+_}), or a macro not yet expanded. */
  record Call(
      long id,
      Range range,
      @Nullable Syntax target,
      String function,
      List<Syntax> arguments,
      Range functionRange)
      implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** A chain of {@code &&} or {@code ||}. */
  record Logic(long id, Range range, boolean and, List<Syntax> operands) implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.logic(this);
    }
  }

  record ListLiteral(long id, Range range, List<Element> elements) implements Syntax {
    record Element(Syntax value, boolean optional) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.list(this);
    }
  }

  record MapLiteral(long id, Range range, List<Entry> entries) implements Syntax {
    record Entry(Syntax key, Syntax value, boolean optional) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.map(this);
    }
  }

  /** {@code Payment{…}}, which pipelines do not have. */
  record Struct(long id, Range range, String name) implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.struct(this);
    }
  }
}
