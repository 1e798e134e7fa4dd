package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.KafkaRecord;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.MetadataColumns;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanVisitor;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of each record type anything needs, found from the sinks upwards. Streams of one
 * type share one class, so need is counted by type.
 */
final class FieldUse implements PlanVisitor<@Nullable Void> {
  private final Plan plan;
  private final RecordUse records = new RecordUse();

  private FieldUse(Plan plan) {
    this.plan = plan;
  }

  /** By name of the record type. */
  static Map<String, Set<String>> of(Plan plan) {
    FieldUse use = new FieldUse(plan);
    use.untilNothingIsAdded();
    plan.shapes().values().forEach(shape -> use.records.keepPresent(shape.row()));
    use.untilNothingIsAdded();
    return use.records.byType();
  }

  /** Two streams may share a type and lie anywhere in the graph. */
  private void untilNothingIsAdded() {
    List<PlanNode> nodes = plan.nodes();
    int before;
    do {
      before = records.size();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        nodes.get(i).accept(this);
      }
    } while (records.size() != before);
  }

  private Set<String> of(RecordType row) {
    return records.of(row);
  }

  /** An expression over a row reads it, and needs all of its own value. */
  private void read(TypedExpression expression, RecordType row, Set<String> into) {
    RowReads.of(expression, row, into);
    records.read(expression, true);
  }

  /** An expression whose value becomes a field of a row: who reads that, says what it needs. */
  private void handOn(TypedExpression expression, RecordType row, Set<String> into) {
    RowReads.of(expression, row, into);
    records.read(expression, false);
  }

  private void need(PlanNode node, Set<String> fields) {
    for (StreamRef input : node.inputs()) {
      StreamShape shape = plan.shape(input);
      for (String field : fields) {
        if (shape.row().field(field) != null) {
          of(shape.row()).add(field);
        }
      }
    }
  }

  private void needAll(PlanNode node, RecordType row) {
    Set<String> all = new LinkedHashSet<>();
    row.fields().forEach(f -> all.add(f.name()));
    need(node, all);
    records.whole(row);
  }

  /** A dead letter carries the whole row. */
  private void deadLetters(PlanNode node, RecordType input) {
    deadLetters(node, node.inputs(), input);
  }

  private void deadLetters(PlanNode node, List<StreamRef> inputs, RecordType input) {
    if (node.info().onError() instanceof ErrorPolicy.DeadLetter) {
      records.whole(input);
      side(inputs, input, of(input));
    }
  }

  private @Nullable Void passOn(PlanNode node, RecordType row, List<TypedExpression> expressions) {
    Set<String> fields = of(row);
    expressions.forEach(expression -> read(expression, row, fields));
    need(node, fields);
    return null;
  }

  private @Nullable Void source(PlanNode.Source node) {
    if (node.time() != null && node.time().field() != null) {
      of(node.row()).add(node.time().field());
    }
    if (node.time() != null && node.time().expression() != null) {
      read(node.time().expression(), node.row(), of(node.row()));
    }
    if (node instanceof PlanNode.DecodingSource decoding && !decodesParts(decoding)) {
      records.wholeFields(decoding.decoded());
      records.wholeFields(decoding.row());
    }
    Set<String> fields = of(node.row());
    if (fields.isEmpty()) {
      // Rows are counted, say, but never read; a record without fields would be no record.
      fields.add(RecordUse.cheapest(node.row()));
    }
    return null;
  }

  /** Whether records in fields can be decoded in part. */
  private static boolean decodesParts(PlanNode.DecodingSource node) {
    PlanNode.History history = node instanceof KafkaSource kafka ? kafka.history() : null;
    return node.format().decodesParts() && (history == null || history.format().decodesParts());
  }

  @Override
  public @Nullable Void visit(KafkaSource node) {
    if (node.format().changes() != null) {
      of(node.row()).addAll(node.format().changes());
    }
    if (node.upsert() != null) {
      // Where the last row of a key is kept, it is kept whole, so that the next version finds it.
      StreamShape shape = plan.shapes().get(node.id());
      if (shape != null && shape.oldValues()) {
        records.whole(node.row());
      } else {
        allOf(node.upsert().key(), node.row());
      }
    }
    source(node);
    MetadataColumns metadata = node.metadata();
    if (metadata == null) {
      return null;
    }
    Set<String> used = of(node.row());
    Set<String> decoded = of(metadata.decoded());
    for (Field field : metadata.decoded().fields()) {
      if (used.contains(field.name())) {
        decoded.add(field.name());
      }
    }
    for (Column column : metadata.columns()) {
      if (used.contains(column.name())) {
        handOn(column.expression(), metadata.decoded(), decoded);
      }
    }
    if (decoded.isEmpty()) {
      decoded.add(RecordUse.cheapest(metadata.decoded()));
    }
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.FileSource node) {
    return source(node);
  }

  @Override
  public @Nullable Void visit(PlanNode.ElementsSource node) {
    return source(node);
  }

  @Override
  public @Nullable Void visit(PlanNode.DatagenSource node) {
    return source(node);
  }

  @Override
  public @Nullable Void visit(PlanNode.Filter node) {
    deadLetters(node, node.row());
    return passOn(node, node.row(), List.of(node.where()));
  }

  @Override
  public @Nullable Void visit(PlanNode.Select node) {
    deadLetters(node, node.input());
    Set<String> made = of(node.row());
    for (Column column : node.columns()) {
      if (column.expression().canFail()) {
        made.add(column.name()); // whether it does must not depend on who reads it
      }
    }
    if (plan.shapes().get(node.id()).mode() instanceof ChangeMode.Upsert upsert) {
      made.addAll(upsert.key());
    }
    if (made.isEmpty()) {
      made.add(RecordUse.cheapest(node.row()));
    }
    RecordType input = node.input();
    for (Column column : node.columns()) {
      if (made.contains(column.name())) {
        handOn(column.expression(), input, of(input));
      }
    }
    need(node, of(input));
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Unnest node) {
    deadLetters(node, node.input());
    Set<String> own = of(node.row());
    own.add(node.as());
    Set<String> fields = new LinkedHashSet<>(own);
    fields.remove(node.as());
    handOn(node.list(), node.input(), fields);
    of(node.input()).addAll(fields);
    need(node, fields);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Union node) {
    return passOn(node, node.row(), List.of());
  }

  @Override
  public @Nullable Void visit(PlanNode.Route node) {
    deadLetters(node, node.row());
    return passOn(node, node.row(), node.cases().stream().map(Column::expression).toList());
  }

  @Override
  public @Nullable Void visit(PlanNode.Aggregate node) {
    deadLetters(node, node.input());
    of(node.row()).addAll(node.row().fields().stream().map(Field::name).toList());
    Set<String> fields = of(node.input());
    for (Column key : node.keys()) {
      read(key.expression(), node.input(), fields);
    }
    for (Column measure : node.measures()) {
      aggregates(measure.expression(), node.input(), fields);
    }
    if (node.having() != null) {
      aggregates(node.having(), node.input(), fields);
    }
    need(node, fields);
    return null;
  }

  private void aggregates(TypedExpression result, RecordType row, Set<String> into) {
    RowReads.ofAggregates(result, row, into);
    for (AggregateCall call : result.aggregates()) {
      call.arguments().forEach(argument -> records.read(argument, true));
      if (call.condition() != null) {
        records.read(call.condition(), true);
      }
    }
  }

  @Override
  public @Nullable Void visit(Join node) {
    deadLetters(node, node.left(), node.leftRow());
    deadLetters(node, node.right(), node.rightRow());
    Join needed = node.narrowed(results(node, node.row()));
    needed.neededLeft().forEach(f -> of(node.leftStored()).add(f.name()));
    needed.neededRight().forEach(f -> of(node.rightStored()).add(f.name()));
    // What state holds is whole, whatever is read of it.
    records.wholeFields(node.leftStored());
    records.wholeFields(node.rightStored());
    side(node.left(), node.leftRow(), of(node.leftStored()));
    side(node.right(), node.rightRow(), of(node.rightStored()));
    return null;
  }

  @Override
  public @Nullable Void visit(Enrich node) {
    deadLetters(node, node.rows(), node.input());
    Enrich needed = node.narrowed(results(node, node.row()));
    needed.neededSmall().forEach(f -> of(node.smallStored()).add(f.name()));
    needed.neededRows().forEach(f -> of(node.input()).add(f.name()));
    records.wholeFields(node.smallStored());
    records.wholeFields(node.input());
    side(node.rows(), node.input(), of(node.input()));
    side(node.small(), node.smallRow(), of(node.smallStored()));
    return null;
  }

  /** What of a joining node's rows is needed: all that was chosen, else what is read. */
  private RecordType results(PlanNode node, RecordType row) {
    Set<String> fields = of(row);
    boolean all = node instanceof Join join ? !join.allFields() : !((Enrich) node).allFields();
    if (all || fields.isEmpty()) {
      row.fields().stream().limit(all ? row.fields().size() : 1).forEach(f -> fields.add(f.name()));
    }
    if (plan.shape(new StreamRef(node.id(), null, node.info().span())).mode()
        instanceof ChangeMode.Upsert upsert) {
      fields.addAll(upsert.key());
    }
    return new RecordType(
        row.name(), row.fields().stream().filter(f -> fields.contains(f.name())).toList());
  }

  private void side(List<StreamRef> inputs, RecordType row, Set<String> fields) {
    Set<String> all = Set.copyOf(fields);
    of(row).addAll(all);
    for (StreamRef input : inputs) {
      of(plan.shape(input).row()).addAll(all);
    }
  }

  /** Rows in state keep all their fields, so that a new reader changes nothing in savepoints. */
  private @Nullable Void stored(PlanNode node, RecordType input, RecordType row) {
    records.whole(row);
    needAll(node, input);
    return null;
  }

  /** What keeps the first row stores the key only, and hands rows on as they are. */
  @Override
  public @Nullable Void visit(Deduplicate node) {
    deadLetters(node, node.input());
    return node.keepLast()
        ? stored(node, node.input(), node.row())
        : passOn(node, node.row(), node.keys().stream().map(Column::expression).toList());
  }

  @Override
  public @Nullable Void visit(TopN node) {
    return stored(node, node.input(), node.row());
  }

  @Override
  public @Nullable Void visit(KeyedProcess node) {
    Set<String> fields = of(node.input());
    node.keys().forEach(key -> read(key.expression(), node.input(), fields));
    node.slots().forEach(state -> records.whole(state.type()));
    ProcessReads reads = ProcessReads.of(node);
    reads.ofRow().forEach(expression -> read(expression, node.input(), fields));
    reads.made().forEach(this::allOf);
    need(node, fields);
    return null;
  }

  /** Java may read and write any field. */
  @Override
  public @Nullable Void visit(JavaFunction node) {
    needAll(node, node.input());
    records.whole(node.row());
    node.outputs().forEach(output -> records.whole(output.row()));
    if (node.accumulator() != null) {
      records.whole(node.accumulator());
    }
    return null;
  }

  @Override
  public @Nullable Void visit(PatternMatch node) {
    allOf(node.row());
    if (node.timedOutRow() != null) {
      allOf(node.timedOutRow());
    }
    deadLetters(node, node.input());
    Set<String> stored = of(node.stored());
    node.keys().forEach(key -> read(key.expression(), node.input(), stored));
    node.expressions().forEach(expression -> RowReads.ofSteps(expression, node, stored));
    if (stored.isEmpty()) {
      stored.add(RecordUse.cheapest(node.stored()));
    }
    records.wholeFields(node.stored());
    Set<String> fields = of(node.input());
    fields.addAll(stored);
    need(node, fields);
    return null;
  }

  @Override
  public @Nullable Void visit(Reduce node) {
    deadLetters(node, node.input());
    allOf(node.row());
    Set<String> fields = of(node.input());
    node.keys().forEach(key -> read(key.expression(), node.input(), fields));
    node.slots().forEach(state -> records.whole(state.type()));
    node.update().forEach(column -> read(column.expression(), node.input(), fields));
    need(node, fields);
    return null;
  }

  @Override
  public @Nullable Void visit(Sql node) {
    records.whole(node.row());
    for (Sql.Table table : node.tables()) {
      Set<String> read = new LinkedHashSet<>();
      node.read(table).forEach(field -> read.add(field.name()));
      if (read.isEmpty()) {
        read.add(RecordUse.cheapest(table.row())); // A table has a column.
      }
      records.wholeFields(table.row(), read);
      side(table.inputs(), table.row(), read);
    }
    return null;
  }

  /** A row that is made here, with all of its fields. */
  private void allOf(RecordType row) {
    allOf(row, row);
  }

  private void allOf(RecordType part, RecordType row) {
    part.fields().forEach(field -> of(row).add(field.name()));
  }

  @Override
  public @Nullable Void visit(PlanNode.KafkaSink node) {
    RecordType row = node.row();
    if (row == null) {
      return null;
    }
    KafkaRecord made = node.record();
    Set<String> fields = of(row);
    fields.addAll(made.key());
    fields.addAll(made.value());
    fields.addAll(made.partitionBy());
    if (made.stamp().field() != null) {
      fields.add(made.stamp().field());
    }
    records.wholeFields(row);
    made.headers().forEach(header -> read(header.expression(), row, fields));
    need(node, fields);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.PrintSink node) {
    needAll(node, node.row());
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.FileSink node) {
    needAll(node, node.row());
    return null;
  }

  @Override
  public @Nullable Void visit(Lookup node) {
    Set<String> fields = of(node.input());
    for (RecordType out : List.of(node.row(), node.errors())) {
      for (String name : of(out)) {
        if (node.input().field(name) != null) {
          fields.add(name);
        }
      }
    }
    Set<String> answered = of(node.answer());
    for (String name : of(node.row())) {
      if (node.answer().field(name) != null) {
        answered.add(name);
      }
    }
    node.with().forEach(column -> read(column.expression(), node.input(), fields));
    need(node, fields);
    return null;
  }

  @Override
  public @Nullable Void visit(JdbcSink node) {
    needAll(node, node.row());
    return null;
  }

  @Override
  public @Nullable Void visit(BlackholeSink node) {
    needAll(node, node.row());
    return null;
  }
}
