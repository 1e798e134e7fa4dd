package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.model.SourceDecl;
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
 * ones.
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
  sealed interface Source extends PlanNode {
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
  sealed interface DecodingSource extends Source {
    RecordType wire();

    FormatSpec format();

    ErrorPolicy onError();

    /** What is decoded of the wire; the row may have more. */
    default RecordType decoded() {
      return row();
    }

    DecodingSource withRow(RecordType row);
  }

  /**
   * Reads Kafka topics.
   *
   * @param metadata null: the rows are what is decoded
   * @param history files that are read first; null: none
   * @param ratePerSecond of records, at most, over all subtasks; null: no limit
   * @param upsert null: every record is a new row
   * @param tombstone what a record without a value is, where every record is a new row
   */
  record KafkaSource(
      NodeInfo info,
      KafkaCluster cluster,
      List<DeployValue> topics,
      @Nullable DeployValue topicPattern,
      DeployValue groupId,
      FormatSpec format,
      RecordType wire,
      RecordType row,
      @Nullable MetadataColumns metadata,
      @Nullable History history,
      @Nullable Double ratePerSecond,
      @Nullable KafkaUpsert upsert,
      SourceDecl.Tombstone tombstone,
      OffsetSpec start,
      @Nullable OffsetSpec stop,
      @Nullable EventTime time,
      ErrorPolicy onError,
      Map<String, DeployValue> properties)
      implements DecodingSource {
    /** The client property that says whether records of aborted transactions are read. */
    public static final String ISOLATION = "isolation.level";

    @Override
    public Set<RuntimeModule> modules() {
      return history == null ? Set.of() : history.format().modules();
    }

    @Override
    public RecordType decoded() {
      return metadata == null ? row : metadata.decoded();
    }

    @Override
    public DecodingSource withRow(RecordType newRow) {
      return with(newRow, metadata);
    }

    @Override
    public boolean isBounded() {
      return stop != null;
    }

    /** Rows by key are kept where something needs old values, and go with their keys. */
    @Override
    public List<StateSpec> states() {
      return upsert == null
          ? List.of()
          : List.of(
              StateSpec.bounded(
                  "the last row of every key, where something needs old values",
                  upsert.ttl() == null
                      ? "the topic's tombstones"
                      : "a ttl of " + Durations.display(upsert.ttl())));
    }

    /** The same source with event time found in another way. */
    public KafkaSource with(EventTime newTime) {
      return new KafkaSource(
          info,
          cluster,
          topics,
          topicPattern,
          groupId,
          format,
          wire,
          row,
          metadata,
          history,
          ratePerSecond,
          upsert,
          tombstone,
          start,
          stop,
          newTime,
          onError,
          properties);
    }

    /** The same source with other rows and columns. */
    public KafkaSource with(RecordType newRow, @Nullable MetadataColumns newMetadata) {
      return new KafkaSource(
          info,
          cluster,
          topics,
          topicPattern,
          groupId,
          format,
          wire,
          newRow,
          newMetadata,
          history,
          ratePerSecond,
          upsert,
          tombstone,
          start,
          stop,
          time,
          onError,
          properties);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
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

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Merges streams of one row type. */
  record Union(NodeInfo info, List<StreamRef> inputs, RecordType row) implements PlanNode {
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
    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Prints rows. */
  record PrintSink(NodeInfo info, List<StreamRef> inputs, RecordType row) implements Sink {
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

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
      return visitor.visit(this);
    }
  }
}
