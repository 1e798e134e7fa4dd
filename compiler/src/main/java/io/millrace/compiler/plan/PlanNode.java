package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of the logical plan. Every operator has one main output; {@link Route} has only named
 * ones. {@code with} gives the same node with other expressions of the same values, or with fewer
 * fields in its rows.
 */
public sealed interface PlanNode
    permits PlanNode.Source,
        PlanNode.Sink,
        PlanNode.Filter,
        PlanNode.Select,
        PlanNode.Unnest,
        PlanNode.Union,
        PlanNode.Route,
        PlanNode.Aggregate,
        Lookup,
        Deduplicate,
        TopN,
        Join,
        Enrich,
        KeyedProcess,
        Reduce,
        PatternMatch,
        JavaFunction,
        Sql {
  NodeInfo info();

  /** Empty for sources. */
  List<StreamRef> inputs();

  <R> R accept(PlanVisitor<R> visitor);

  /**
   * The expressions that are evaluated for each row that comes in, for which {@code on-error} says
   * what happens when one has no value. Results of aggregates are none of them.
   */
  default List<TypedExpression> rowExpressions() {
    return List.of();
  }

  /** Optional parts of the runtime that its Java uses. */
  default Set<RuntimeModule> modules() {
    return Set.of();
  }

  /** State that grows with the data, or would without a bound. */
  default List<StateSpec> states() {
    return List.of();
  }

  default String id() {
    return info().id();
  }

  /** A node that brings rows in. */
  sealed interface Source extends PlanNode permits DecodingSource, ElementsSource, DatagenSource {
    /** What its rows hold: the declared fields, or those that are used. */
    RecordType row();

    @Nullable EventTime time();

    /** Whether its rows come to an end. */
    boolean isBounded();

    @Override
    default List<StreamRef> inputs() {
      return List.of();
    }
  }

  /** A node that takes rows out. */
  sealed interface Sink extends PlanNode
      permits KafkaSink, PrintSink, FileSink, JdbcSink, BlackholeSink {}

  /** A source of bytes: the row may hold fewer fields than the wire. */
  sealed interface DecodingSource extends Source permits KafkaSource, FileSource {
    RecordType wire();

    FormatSpec format();

    ErrorPolicy onError();

    /** What is decoded of the wire; the row may have more. */
    default RecordType decoded() {
      return row();
    }

    DecodingSource withRow(RecordType row);
  }

  /** Files of rows that come before those of a topic. */
  record History(DeployValue path, FormatSpec format) {}

  /**
   * Reads files of lines.
   *
   * @param ratePerSecond of rows, at most, over all subtasks; null: no limit
   */
  record FileSource(
      NodeInfo info,
      DeployValue path,
      FormatSpec format,
      RecordType wire,
      RecordType row,
      @Nullable Double ratePerSecond,
      @Nullable EventTime time,
      ErrorPolicy onError)
      implements DecodingSource {
    @Override
    public Set<RuntimeModule> modules() {
      return format.modules();
    }

    @Override
    public DecodingSource withRow(RecordType newRow) {
      return new FileSource(info, path, format, wire, newRow, ratePerSecond, time, onError);
    }

    @Override
    public boolean isBounded() {
      return true;
    }

    public FileSource with(@Nullable EventTime newTime) {
      return new FileSource(info, path, format, wire, row, ratePerSecond, newTime, onError);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Rows from the YAML.
   *
   * @param rows a value per field of the row type: Boolean, Long, Double, String, byte[], List, Map
   *     (string to value), a nested {@code List} in field order for a record, or null
   */
  record ElementsSource(
      NodeInfo info, RecordType row, List<List<@Nullable Object>> rows, @Nullable EventTime time)
      implements Source {
    @Override
    public boolean isBounded() {
      return true;
    }

    public ElementsSource with(@Nullable EventTime newTime) {
      return new ElementsSource(info, row, rows, newTime);
    }

    public ElementsSource with(RecordType newRow, List<List<@Nullable Object>> newRows) {
      return new ElementsSource(info, newRow, newRows, time);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Rows computed from their index. */
  record DatagenSource(
      NodeInfo info,
      RecordType row,
      List<Column> columns,
      @Nullable Long count,
      @Nullable Double ratePerSecond,
      @Nullable EventTime time)
      implements Source {
    @Override
    public boolean isBounded() {
      return count != null;
    }

    public DatagenSource with(List<Column> newColumns, @Nullable EventTime newTime) {
      return new DatagenSource(info, row, newColumns, count, ratePerSecond, newTime);
    }

    public DatagenSource with(RecordType newRow) {
      return new DatagenSource(
          info, newRow, Column.of(newRow, columns), count, ratePerSecond, time);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Keeps rows. */
  record Filter(NodeInfo info, List<StreamRef> inputs, TypedExpression where, RecordType row)
      implements PlanNode {
    @Override
    public List<TypedExpression> rowExpressions() {
      return List.of(where);
    }

    public Filter with(TypedExpression newWhere) {
      return new Filter(info, inputs, newWhere, row);
    }

    public Filter with(RecordType newRow) {
      return new Filter(info, inputs, where, newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Computes a new row from each row.
   *
   * @param input the type of the rows that come in
   */
  record Select(
      NodeInfo info, List<StreamRef> inputs, List<Column> columns, RecordType input, RecordType row)
      implements PlanNode {
    @Override
    public List<TypedExpression> rowExpressions() {
      return columns.stream().map(Column::expression).toList();
    }

    public Select with(List<Column> newColumns) {
      return new Select(info, inputs, newColumns, input, row);
    }

    public Select with(RecordType newInput, RecordType newRow) {
      return new Select(info, inputs, Column.of(newRow, columns), newInput, newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A row per element of a list; {@code as} is the last field of the row. */
  record Unnest(
      NodeInfo info,
      List<StreamRef> inputs,
      TypedExpression list,
      String as,
      boolean keepEmpty,
      RecordType input,
      RecordType row)
      implements PlanNode {
    @Override
    public List<TypedExpression> rowExpressions() {
      return List.of(list);
    }

    public Unnest with(TypedExpression newList) {
      return new Unnest(info, inputs, newList, as, keepEmpty, input, row);
    }

    public Unnest with(RecordType newInput, RecordType newRow) {
      return new Unnest(info, inputs, list, as, keepEmpty, newInput, newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Merges streams of one row type. */
  record Union(NodeInfo info, List<StreamRef> inputs, RecordType row) implements PlanNode {
    public Union with(RecordType newRow) {
      return new Union(info, inputs, newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Sends each row to the output of the first case that holds. */
  record Route(
      NodeInfo info,
      List<StreamRef> inputs,
      List<Column> cases,
      @Nullable String otherwise,
      RecordType row)
      implements PlanNode {
    @Override
    public List<TypedExpression> rowExpressions() {
      return cases.stream().map(Column::expression).toList();
    }

    public Route with(List<Column> newCases) {
      return new Route(info, inputs, newCases, otherwise, row);
    }

    public Route with(RecordType newRow) {
      return new Route(info, inputs, cases, otherwise, newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Aggregates per key.
   *
   * @param window null: running
   * @param preAggregate whether it shall run in two steps, as {@link TwoPhase} says; null: not said
   * @param row key fields, then measures
   * @param input the type of the rows that come in, also of the late output
   */
  record Aggregate(
      NodeInfo info,
      List<StreamRef> inputs,
      List<Column> keys,
      @Nullable WindowSpec window,
      List<Column> measures,
      @Nullable TypedExpression having,
      @Nullable Duration ttl,
      @Nullable Located<Boolean> preAggregate,
      RecordType input,
      RecordType row)
      implements PlanNode {
    /** Name of the output of rows that came too late for their windows. */
    public static final String LATE = "late";

    /** All aggregate calls of measures and condition; equal ones may come more than once. */
    public List<AggregateCall> aggregates() {
      Stream<TypedExpression> results =
          Stream.concat(measures.stream().map(Column::expression), Stream.ofNullable(having));
      return results.flatMap(result -> result.aggregates().stream()).toList();
    }

    @Override
    public List<TypedExpression> rowExpressions() {
      List<TypedExpression> expressions =
          new ArrayList<>(keys.stream().map(Column::expression).toList());
      for (AggregateCall call : aggregates()) {
        Stream.ofNullable(call.condition()).forEach(expressions::add);
        expressions.addAll(call.arguments());
      }
      return expressions;
    }

    @Override
    public List<StateSpec> states() {
      if (keys.isEmpty() || (window != null && window.hasBounds())) {
        return List.of();
      }
      String what =
          window == null
              ? "the state of every key that it ever saw"
              : "the unfinished window of every key that it ever saw";
      return List.of(
          ttl == null
              ? StateSpec.unbounded(what, StateSpec.TTL + ", or give it a window")
              : StateSpec.bounded(what, "a ttl of " + Durations.display(ttl)));
    }

    public Aggregate with(
        List<Column> newKeys, List<Column> newMeasures, @Nullable TypedExpression newHaving) {
      return with(newKeys, newMeasures, newHaving, input);
    }

    public Aggregate with(RecordType newInput) {
      return with(keys, measures, having, newInput);
    }

    private Aggregate with(
        List<Column> newKeys,
        List<Column> newMeasures,
        @Nullable TypedExpression newHaving,
        RecordType newInput) {
      return new Aggregate(
          info, inputs, newKeys, window, newMeasures, newHaving, ttl, preAggregate, newInput, row);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Writes to a Kafka topic.
   *
   * @param record how a record is made of a row
   * @param deadLetters whether it takes dead letters of sources instead of rows
   */
  record KafkaSink(
      NodeInfo info,
      List<StreamRef> inputs,
      KafkaCluster cluster,
      DeployValue topic,
      KafkaRecord record,
      FormatSpec format,
      SinkDecl.Delivery delivery,
      DeployValue transactionalIdPrefix,
      @Nullable Located<Duration> transactionTimeout,
      Map<String, DeployValue> properties,
      boolean deadLetters,
      @Nullable RecordType row)
      implements Sink {
    public KafkaSink with(@Nullable RecordType newRow) {
      return new KafkaSink(
          info,
          inputs,
          cluster,
          topic,
          record,
          format,
          delivery,
          transactionalIdPrefix,
          transactionTimeout,
          properties,
          deadLetters,
          newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Prints rows. */
  record PrintSink(NodeInfo info, List<StreamRef> inputs, RecordType row) implements Sink {
    public PrintSink with(RecordType newRow) {
      return new PrintSink(info, inputs, newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Writes files. */
  record FileSink(
      NodeInfo info,
      List<StreamRef> inputs,
      DeployValue directory,
      FormatSpec format,
      RecordType row)
      implements Sink {
    @Override
    public Set<RuntimeModule> modules() {
      return format.modules();
    }

    public FileSink with(RecordType newRow) {
      return new FileSink(info, inputs, directory, format, newRow);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }
}
