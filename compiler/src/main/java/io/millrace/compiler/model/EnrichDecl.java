package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each row what a small input has for its key.
 *
 * @param rows the input that is enriched
 * @param small the input that every subtask knows
 * @param kind null: inner
 * @param on at least one; the left expression is of the rows, the right one of the small input
 * @param await null: to the end of a small input that has one
 * @param fields null: all fields of both
 */
public record EnrichDecl(
    NodeHead head,
    List<InputRef> rows,
    List<InputRef> small,
    @Nullable Located<Kind> kind,
    List<JoinDecl.KeyPair> on,
    @Nullable ExpressionDecl where,
    @Nullable Located<Await> await,
    @Nullable List<NamedExpression> fields)
    implements OperatorDecl {
  /** Which rows come out. */
  public enum Kind {
    /** Those that the small input has something for. */
    INNER,
    /** All. */
    LEFT
  }

  /** What rows wait for. */
  public enum Await {
    END_OF_INPUT,
    NONE
  }

  @Override
  public List<InputRef> inputs() {
    List<InputRef> all = new ArrayList<>(rows);
    all.addAll(small);
    return all;
  }

  @Override
  public String roleOf(InputRef input) {
    return rows.contains(input) ? "input" : "with";
  }

  /** Whether rows without a small row come out, too. */
  public boolean keepsAll() {
    return kind != null && kind.value() == Kind.LEFT;
  }
}
