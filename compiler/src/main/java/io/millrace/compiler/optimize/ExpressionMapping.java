package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.EventTime;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.MetadataColumns;
import io.millrace.compiler.plan.OrderTerm;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanVisitor;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.TopN;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives nodes other expressions, each with the type and nullability of the one that it replaces. A
 * node is the same object where none of its expressions changes.
 */
final class ExpressionMapping implements PlanVisitor<PlanNode> {
  private final UnaryOperator<TypedExpression> of;

  ExpressionMapping(UnaryOperator<TypedExpression> of) {
    this.of = of;
  }

  private @Nullable TypedExpression orNull(@Nullable TypedExpression expression) {
    return expression == null ? null : of.apply(expression);
  }

  /** The same list where nothing changes. */
  private static <T> List<T> each(List<T> all, UnaryOperator<T> map) {
    List<T> mapped = new ArrayList<>(all.size());
    boolean same = true;
    for (T one : all) {
      T other = map.apply(one);
      same &= other == one;
      mapped.add(other);
    }
    return same ? all : mapped;
  }

  private List<Column> columns(List<Column> columns) {
    return each(columns, this::column);
  }

  private Column column(Column column) {
    TypedExpression expression = of.apply(column.expression());
    return expression == column.expression() ? column : new Column(column.name(), expression);
  }

  private List<OrderTerm> order(List<OrderTerm> order) {
    return each(
        order,
        term -> {
          TypedExpression expression = of.apply(term.expression());
          return expression == term.expression()
              ? term
              : new OrderTerm(expression, term.descending());
        });
  }

  private List<JoinKey> keys(List<JoinKey> keys) {
    return each(
        keys,
        key -> {
          TypedExpression left = of.apply(key.left());
          TypedExpression right = of.apply(key.right());
          return left == key.left() && right == key.right()
              ? key
              : new JoinKey(key.name(), left, right);
        });
  }

  private @Nullable EventTime time(@Nullable EventTime time) {
    TypedExpression written = time == null ? null : time.expression();
    TypedExpression expression = orNull(written);
    return time == null || expression == written
        ? time
        : time.with(Objects.requireNonNull(expression));
  }

  @Override
  public PlanNode visit(KafkaSource node) {
    EventTime time = time(node.time());
    MetadataColumns metadata = node.metadata();
    if (metadata != null) {
      List<Column> columns = columns(metadata.columns());
      metadata =
          columns == metadata.columns()
              ? metadata
              : new MetadataColumns(columns, metadata.decoded());
    }
    KafkaSource mapped =
        Objects.equals(metadata, node.metadata()) ? node : node.with(node.row(), metadata);
    return Objects.equals(time, node.time()) ? mapped : mapped.with(Objects.requireNonNull(time));
  }

  @Override
  public PlanNode visit(PlanNode.FileSource node) {
    EventTime time = time(node.time());
    return Objects.equals(time, node.time()) ? node : node.with(time);
  }

  @Override
  public PlanNode visit(PlanNode.ElementsSource node) {
    EventTime time = time(node.time());
    return Objects.equals(time, node.time()) ? node : node.with(time);
  }

  @Override
  public PlanNode visit(PlanNode.DatagenSource node) {
    EventTime time = time(node.time());
    List<Column> columns = columns(node.columns());
    return Objects.equals(time, node.time()) && columns == node.columns()
        ? node
        : node.with(columns, time);
  }

  @Override
  public PlanNode visit(PlanNode.Filter node) {
    TypedExpression where = of.apply(node.where());
    return where == node.where() ? node : node.with(where);
  }

  @Override
  public PlanNode visit(PlanNode.Select node) {
    List<Column> columns = columns(node.columns());
    return columns == node.columns() ? node : node.with(columns);
  }

  @Override
  public PlanNode visit(PlanNode.Unnest node) {
    TypedExpression list = of.apply(node.list());
    return list == node.list() ? node : node.with(list);
  }

  @Override
  public PlanNode visit(PlanNode.Union node) {
    return node;
  }

  @Override
  public PlanNode visit(PlanNode.Route node) {
    List<Column> cases = columns(node.cases());
    return cases == node.cases() ? node : node.with(cases);
  }

  @Override
  public PlanNode visit(PlanNode.Aggregate node) {
    List<Column> keys = columns(node.keys());
    List<Column> measures = columns(node.measures());
    TypedExpression having = orNull(node.having());
    return keys == node.keys() && measures == node.measures() && having == node.having()
        ? node
        : node.with(keys, measures, having);
  }

  @Override
  public PlanNode visit(Deduplicate node) {
    List<Column> keys = columns(node.keys());
    List<OrderTerm> order = order(node.order());
    return keys == node.keys() && order == node.order() ? node : node.with(keys, order);
  }

  @Override
  public PlanNode visit(TopN node) {
    List<Column> keys = columns(node.keys());
    List<OrderTerm> order = order(node.order());
    return keys == node.keys() && order == node.order() ? node : node.with(keys, order);
  }

  @Override
  public PlanNode visit(Lookup node) {
    List<Column> with = columns(node.with());
    return with == node.with() ? node : node.with(with);
  }

  @Override
  public PlanNode visit(Join node) {
    List<JoinKey> on = keys(node.on());
    TypedExpression where = orNull(node.where());
    List<Column> columns = columns(node.columns());
    return on == node.on() && where == node.where() && columns == node.columns()
        ? node
        : node.with(on, where, columns);
  }

  @Override
  public PlanNode visit(Enrich node) {
    List<JoinKey> on = keys(node.on());
    TypedExpression where = orNull(node.where());
    List<Column> columns = columns(node.columns());
    return on == node.on() && where == node.where() && columns == node.columns()
        ? node
        : node.with(on, where, columns);
  }

  @Override
  public PlanNode visit(KeyedProcess node) {
    ProcessMapping rules = new ProcessMapping(of);
    List<Column> keys = columns(node.keys());
    return node.with(
        keys,
        rules.rules(node.onEvent()),
        node.timers().stream()
            .map(
                timer ->
                    new KeyedProcess.Timer(
                        timer.name(), timer.processingTime(), rules.rules(timer.rules())))
            .toList());
  }

  @Override
  public PlanNode visit(Reduce node) {
    List<Column> keys = columns(node.keys());
    List<Column> update = columns(node.update());
    return keys == node.keys() && update == node.update() ? node : node.with(keys, update);
  }

  @Override
  public PlanNode visit(PatternMatch node) {
    return node.with(
        columns(node.keys()),
        each(node.steps(), step -> step.with(orNull(step.where()))),
        columns(node.columns()),
        columns(node.timedOut()));
  }

  /** Its arguments are literals and parameters. */
  @Override
  public PlanNode visit(JavaFunction node) {
    return node;
  }

  @Override
  public PlanNode visit(Sql node) {
    return node;
  }

  /** Headers are texts of fields. */
  @Override
  public PlanNode visit(PlanNode.KafkaSink node) {
    return node;
  }

  @Override
  public PlanNode visit(PlanNode.PrintSink node) {
    return node;
  }

  @Override
  public PlanNode visit(PlanNode.FileSink node) {
    return node;
  }

  @Override
  public PlanNode visit(JdbcSink node) {
    return node;
  }

  @Override
  public PlanNode visit(BlackholeSink node) {
    return node;
  }
}
