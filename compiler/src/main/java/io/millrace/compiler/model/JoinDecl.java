package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins two inputs. At most one of window, within and asOf is there; without any, all rows are
 * joined, whenever they came.
 *
 * @param kind null: inner
 * @param on at least one
 * @param leftTtl how long a regular or as-of join remembers left rows; null: not given
 * @param where a condition on both rows beside the keys
 * @param fields null: all fields of both
 */
public record JoinDecl(
    NodeHead head,
    List<InputRef> left,
    List<InputRef> right,
    @Nullable Located<Kind> kind,
    List<KeyPair> on,
    @Nullable WindowRef window,
    @Nullable Within within,
    @Nullable AsOf asOf,
    @Nullable Located<Duration> leftTtl,
    @Nullable Located<Duration> rightTtl,
    @Nullable ExpressionDecl where,
    @Nullable List<NamedExpression> fields)
    implements OperatorDecl {
  /** Which rows come out. */
  public enum Kind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    SEMI,
    ANTI
  }

  /**
   * Two expressions that have to be equal, of a left and of a right row.
   *
   * @param name of a plain field on the left; null: the left is no plain field
   */
  public record KeyPair(@Nullable String name, ExpressionDecl left, ExpressionDecl right) {}

  /** How far a right row's time may lie from the left row's; null: not at all. */
  public record Within(
      @Nullable Located<Duration> before, @Nullable Located<Duration> after, Span span) {}

  /** Takes the latest right row; null: however old. */
  public record AsOf(@Nullable Located<Duration> maxAge, Span span) {}

  @Override
  public List<InputRef> inputs() {
    List<InputRef> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  @Override
  public String roleOf(InputRef input) {
    return left.contains(input) ? "left" : "right";
  }

  /** The kind, which is inner unless said otherwise. */
  public Kind kindOrInner() {
    return kind == null ? Kind.INNER : kind.value();
  }
}
