package io.millrace.compiler.optimize;

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
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.HashMap;
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
  private final Map<String, Set<String>> used = new HashMap<>();

  private FieldUse(Plan plan) {
    this.plan = plan;
  }

  /** By name of the record type. */
  static Map<String, Set<String>> of(Plan plan) {
    FieldUse use = new FieldUse(plan);
    List<PlanNode> nodes = plan.nodes();
    // Two streams may share a type and lie anywhere in the graph: go on until nothing is added.
    int before;
    do {
      before = use.size();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        nodes.get(i).accept(use);
      }
      plan.shapes().values().forEach(shape -> use.nested(shape.row()));
    } while (use.size() != before);
    return use.used;
  }

  /** Records that lie in a field are whole, so where rows are of their type, these are, too. */
  private void nested(RecordType row) {
    Set<String> fields = Set.copyOf(of(row));
    row.fields().stream().filter(f -> fields.contains(f.name())).forEach(f -> whole(f.type()));
  }

  private void whole(Type type) {
    if (type instanceof ListType list) {
      whole(list.element());
    } else if (type instanceof MapType map) {
      whole(map.value());
    } else if (type instanceof RecordType record) {
      for (Field field : record.fields()) {
        of(record).add(field.name());
        whole(field.type());
      }
    }
  }

  private int size() {
    return used.values().stream().mapToInt(Set::size).sum();
  }

  private Set<String> of(RecordType row) {
    return used.computeIfAbsent(row.name(), k -> new LinkedHashSet<>());
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
    of(row).addAll(all);
  }

  /** A dead letter carries the whole row. */
  private void deadLetters(PlanNode node, RecordType input) {
    deadLetters(node, node.inputs(), input);
  }

  private void deadLetters(PlanNode node, List<StreamRef> inputs, RecordType input) {
    if (node.info().onError() instanceof ErrorPolicy.DeadLetter) {
      allOf(input);
      side(inputs, input, of(input));
    }
  }

  private @Nullable Void passOn(PlanNode node, RecordType row, List<TypedExpression> expressions) {
    Set<String> fields = of(row);
    for (TypedExpression expression : expressions) {
      RowReads.of(expression, row, fields);
    }
    need(node, fields);
    return null;
  }

  private @Nullable Void source(PlanNode.Source node) {
    if (node.time() != null && node.time().field() != null) {
      of(node.row()).add(node.time().field());
    }
    if (node.time() != null && node.time().expression() != null) {
      RowReads.of(node.time().expression(), node.row(), of(node.row()));
    }
    Set<String> fields = of(node.row());
    if (fields.isEmpty()) {
      // Rows are counted, say, but never read; a record without fields would be no record.
      fields.add(cheapest(node.row()));
    }
    return null;
  }

  private static String cheapest(RecordType row) {
    return row.fields().stream()
        .filter(Field::nullable)
        .findFirst()
        .orElse(row.fields().get(0))
        .name();
  }

  @Override
  public @Nullable Void visit(PlanNode.KafkaSource node) {
    if (node.format().changes() != null) {
      of(node.row()).addAll(node.format().changes());
    }
    if (node.upsert() != null) {
      // Where the last row of a key is kept, it is kept whole, so that the next version finds it.
      StreamShape shape = plan.shapes().get(node.id());
      RecordType kept = shape != null && shape.oldValues() ? node.row() : node.upsert().key();
      kept.fields().forEach(field -> of(node.row()).add(field.name()));
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
        RowReads.of(column.expression(), metadata.decoded(), decoded);
      }
    }
    if (decoded.isEmpty()) {
      decoded.add(cheapest(metadata.decoded()));
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
    of(node.row()).addAll(node.row().fields().stream().map(Field::name).toList());
    RecordType input = node.input();
    for (Column column : node.columns()) {
      RowReads.of(column.expression(), input, of(input));
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
    RowReads.of(node.list(), node.input(), fields);
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
      RowReads.of(key.expression(), node.input(), fields);
    }
    for (Column measure : node.measures()) {
      RowReads.ofAggregates(measure.expression(), node.input(), fields);
    }
    if (node.having() != null) {
      RowReads.ofAggregates(node.having(), node.input(), fields);
    }
    need(node, fields);
    return null;
  }

  @Override
  public @Nullable Void visit(Join node) {
    deadLetters(node, node.left(), node.leftRow());
    deadLetters(node, node.right(), node.rightRow());
    Join needed = node.narrowed(results(node, node.row()));
    needed.neededLeft().forEach(f -> of(node.leftStored()).add(f.name()));
    needed.neededRight().forEach(f -> of(node.rightStored()).add(f.name()));
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
    row.fields().forEach(field -> of(row).add(field.name()));
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
    node.keys().forEach(key -> RowReads.of(key.expression(), node.input(), fields));
    node.slots().forEach(state -> stored(state.type()));
    ProcessReads reads = ProcessReads.of(node);
    reads.ofRow().forEach(expression -> RowReads.of(expression, node.input(), fields));
    reads.made().forEach(this::allOf);
    need(node, fields);
    return null;
  }

  /** Java may read and write any field. */
  @Override
  public @Nullable Void visit(JavaFunction node) {
    needAll(node, node.input());
    allOf(node.row());
    node.outputs().forEach(output -> allOf(output.row()));
    if (node.accumulator() != null) {
      allOf(node.accumulator());
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
    node.keys().forEach(key -> RowReads.of(key.expression(), node.input(), stored));
    node.expressions().forEach(expression -> RowReads.ofSteps(expression, node, stored));
    if (stored.isEmpty()) {
      stored.add(cheapest(node.stored()));
    }
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
    node.keys().forEach(key -> RowReads.of(key.expression(), node.input(), fields));
    node.slots().forEach(state -> stored(state.type()));
    node.update().forEach(column -> RowReads.of(column.expression(), node.input(), fields));
    need(node, fields);
    return null;
  }

  @Override
  public @Nullable Void visit(Sql node) {
    allOf(node.row());
    for (Sql.Table table : node.tables()) {
      Set<String> read = new LinkedHashSet<>();
      node.read(table).forEach(field -> read.add(field.name()));
      if (read.isEmpty()) {
        read.add(cheapest(table.row())); // A table has a column.
      }
      side(table.inputs(), table.row(), read);
    }
    return null;
  }

  /** A row that is made here, with all of its fields. */
  private void allOf(RecordType row) {
    row.fields().forEach(field -> of(row).add(field.name()));
  }

  /** What state holds keeps all of its fields, whatever is read of it. */
  private void stored(Type type) {
    if (type instanceof RecordType row) {
      allOf(row);
      row.fields().forEach(field -> stored(field.type()));
    } else if (type instanceof ListType list) {
      stored(list.element());
    } else if (type instanceof MapType map) {
      stored(map.value());
    }
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
    made.headers().forEach(header -> RowReads.of(header.expression(), row, fields));
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
    node.with().forEach(column -> RowReads.of(column.expression(), node.input(), fields));
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
