package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node between sources and sinks. */
public sealed interface OperatorDecl
    permits OperatorDecl.Filter,
        OperatorDecl.Select,
        OperatorDecl.Unnest,
        OperatorDecl.Union,
        OperatorDecl.Route,
        OperatorDecl.Aggregate,
        LookupDecl,
        DeduplicateDecl,
        TopNDecl,
        JoinDecl,
        EnrichDecl,
        ProcessDecl,
        ReduceDecl,
        PatternDecl,
        JavaDecl,
        SqlDecl {
  NodeHead head();

  /**
   * All inputs. Where a node has one role for them, several are merged and must have one row type.
   */
  List<InputRef> inputs();

  /** The field of the node that names an input. */
  default String roleOf(InputRef input) {
    return "input";
  }

  /** Keeps the rows for which the condition holds. */
  record Filter(NodeHead head, List<InputRef> inputs, ExpressionDecl where)
      implements OperatorDecl {}

  /**
   * Reshapes rows. Exactly one of the three ways: fields alone gives just these; keep or drop start
   * from the input's fields; rename (new name → old name) and fields may join keep and drop.
   *
   * @param from a record in the row, whose fields stand for the input's; null: the input's
   */
  record Select(
      NodeHead head,
      List<InputRef> inputs,
      @Nullable ExpressionDecl from,
      List<NamedExpression> fields,
      @Nullable List<Located<String>> keep,
      @Nullable List<Located<String>> drop,
      List<Rename> rename,
      Span bodySpan)
      implements OperatorDecl {}

  /** {@code from} is the old name, {@code to} the new. */
  record Rename(Located<String> from, Located<String> to) {}

  /**
   * One row per element of a list field: the input's other fields and the element as {@code as}.
   *
   * @param list a list expression
   * @param keepEmpty whether a row with an empty list stays, with the element absent
   */
  record Unnest(
      NodeHead head,
      List<InputRef> inputs,
      ExpressionDecl list,
      Located<String> as,
      boolean keepEmpty)
      implements OperatorDecl {}

  /** Merges inputs of one row type. */
  record Union(NodeHead head, List<InputRef> inputs) implements OperatorDecl {}

  /**
   * Sends each row to the first case whose condition holds, as output {@code node.case}.
   *
   * @param otherwise name of the output for the rest; null: they are dropped
   */
  record Route(
      NodeHead head,
      List<InputRef> inputs,
      List<NamedExpression> cases,
      @Nullable Located<String> otherwise)
      implements OperatorDecl {}

  /**
   * Aggregates per key, in windows or running.
   *
   * @param keys name → expression; a plain field name stands for itself; null: not given
   * @param window null: running
   * @param stateTtl null: the job's
   * @param preAggregate whether subtasks aggregate before rows go over the network; null: not given
   */
  record Aggregate(
      NodeHead head,
      List<InputRef> inputs,
      @Nullable List<NamedExpression> keys,
      @Nullable WindowRef window,
      List<NamedExpression> measures,
      @Nullable ExpressionDecl having,
      @Nullable Located<Duration> stateTtl,
      @Nullable Located<Boolean> preAggregate)
      implements OperatorDecl {}
}
