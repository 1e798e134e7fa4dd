package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.MetadataColumns;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanVisitor;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Projection pushdown: sources decode only the fields that something behind them reads, and rows
 * that pass through carry no others.
 */
final class ProjectionRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.PROJECTION;
  }

  @Override
  public String name() {
    return "projection";
  }

  @Override
  public String reason() {
    return "fields that nothing reads are not decoded, sent or kept";
  }

  @Override
  public boolean decidesOnReads() {
    return true;
  }

  @Override
  public Plan rewrite(Plan plan) {
    Narrowing narrowing = new Narrowing(FieldUse.of(plan));
    List<PlanNode> nodes = plan.nodes().stream().map(n -> n.accept(narrowing)).toList();
    if (!narrowing.narrowed) {
      return plan;
    }
    Map<String, StreamShape> shapes = new LinkedHashMap<>();
    plan.shapes()
        .forEach(
            (name, shape) -> shapes.put(name, shape.narrowedTo(narrowing.narrow(shape.row()))));
    return plan.with(nodes, shapes);
  }

  private static final class Narrowing implements PlanVisitor<PlanNode> {
    private final RecordNarrowing records;
    private boolean narrowed;

    Narrowing(Map<String, Set<String>> used) {
      this.records = new RecordNarrowing(used);
    }

    RecordType narrow(RecordType row) {
      RecordType result = records.row(row);
      narrowed |= !result.equals(row);
      return result;
    }

    private @Nullable RecordType narrowOrNull(@Nullable RecordType row) {
      return row == null ? null : narrow(row);
    }

    @Override
    public PlanNode visit(PlanNode.KafkaSource node) {
      RecordType row = narrow(node.row());
      MetadataColumns metadata = node.metadata();
      if (metadata != null) {
        List<Column> columns =
            metadata.columns().stream().filter(c -> row.field(c.name()) != null).toList();
        metadata = new MetadataColumns(columns, narrow(metadata.decoded()));
      }
      return node.with(row, metadata);
    }

    @Override
    public PlanNode visit(PlanNode.FileSource node) {
      return node.withRow(narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.ElementsSource node) {
      RecordType row = narrow(node.row());
      List<List<@Nullable Object>> rows = new ArrayList<>();
      node.rows().forEach(values -> rows.add(records.values(node.row(), values)));
      return new PlanNode.ElementsSource(node.info(), row, rows, node.time());
    }

    @Override
    public PlanNode visit(PlanNode.DatagenSource node) {
      RecordType row = narrow(node.row());
      List<Column> columns =
          node.columns().stream().filter(c -> row.field(c.name()) != null).toList();
      return new PlanNode.DatagenSource(
          node.info(), row, columns, node.count(), node.ratePerSecond(), node.time());
    }

    @Override
    public PlanNode visit(PlanNode.Filter node) {
      return new PlanNode.Filter(node.info(), node.inputs(), node.where(), narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Select node) {
      RecordType row = narrow(node.row());
      List<Column> columns =
          node.columns().stream().filter(column -> row.field(column.name()) != null).toList();
      return new PlanNode.Select(node.info(), node.inputs(), columns, narrow(node.input()), row);
    }

    @Override
    public PlanNode visit(PlanNode.Unnest node) {
      return new PlanNode.Unnest(
          node.info(),
          node.inputs(),
          node.list(),
          node.as(),
          node.keepEmpty(),
          narrow(node.input()),
          narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Union node) {
      return new PlanNode.Union(node.info(), node.inputs(), narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Route node) {
      return new PlanNode.Route(
          node.info(), node.inputs(), node.cases(), node.otherwise(), narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Aggregate node) {
      return new PlanNode.Aggregate(
          node.info(),
          node.inputs(),
          node.keys(),
          node.window(),
          node.measures(),
          node.having(),
          node.ttl(),
          node.preAggregate(),
          narrow(node.input()),
          node.row());
    }

    @Override
    public PlanNode visit(Join node) {
      return node.narrowed(
          narrow(node.row()),
          narrow(node.leftRow()),
          narrow(node.rightRow()),
          narrow(node.leftStored()),
          narrow(node.rightStored()));
    }

    @Override
    public PlanNode visit(Enrich node) {
      return node.narrowed(
          narrow(node.row()),
          narrow(node.input()),
          narrow(node.smallRow()),
          narrow(node.smallStored()));
    }

    @Override
    public PlanNode visit(Deduplicate node) {
      return new Deduplicate(
          node.info(),
          node.inputs(),
          node.keys(),
          node.keepLast(),
          node.within(),
          node.eventTime(),
          node.order(),
          node.ttl(),
          narrow(node.input()),
          narrow(node.row()));
    }

    @Override
    public PlanNode visit(TopN node) {
      return node; // it stores whole rows
    }

    @Override
    public PlanNode visit(KeyedProcess node) {
      return new KeyedProcess(
          node.info(),
          node.inputs(),
          node.keys(),
          node.slots(),
          node.onEvent(),
          node.timers(),
          narrow(node.input()),
          narrowOrNull(node.row()),
          node.outputs().stream()
              .map(output -> new KeyedProcess.Output(output.name(), narrow(output.row())))
              .toList());
    }

    /** Its rows are whole. */
    @Override
    public PlanNode visit(JavaFunction node) {
      return node;
    }

    @Override
    public PlanNode visit(PatternMatch node) {
      return node.with(narrow(node.input()), narrow(node.stored()));
    }

    @Override
    public PlanNode visit(Reduce node) {
      return new Reduce(
          node.info(),
          node.inputs(),
          node.keys(),
          node.slots(),
          node.update(),
          node.updating(),
          node.ttl(),
          narrow(node.input()),
          node.row());
    }

    @Override
    public PlanNode visit(Sql node) {
      return node.narrowed(
          node.tables().stream().map(table -> table.narrowed(narrow(table.row()))).toList());
    }

    @Override
    public PlanNode visit(PlanNode.KafkaSink node) {
      return new PlanNode.KafkaSink(
          node.info(),
          node.inputs(),
          node.cluster(),
          node.topic(),
          node.record(),
          node.format(),
          node.delivery(),
          node.transactionalIdPrefix(),
          node.transactionTimeout(),
          node.properties(),
          node.deadLetters(),
          narrowOrNull(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.PrintSink node) {
      return new PlanNode.PrintSink(node.info(), node.inputs(), narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.FileSink node) {
      return new PlanNode.FileSink(
          node.info(), node.inputs(), node.directory(), node.format(), narrow(node.row()));
    }

    @Override
    public PlanNode visit(Lookup node) {
      return node.with(
          narrow(node.answer()), narrow(node.errors()), narrow(node.input()), narrow(node.row()));
    }

    @Override
    public PlanNode visit(JdbcSink node) {
      return node;
    }

    @Override
    public PlanNode visit(BlackholeSink node) {
      return new BlackholeSink(node.info(), node.inputs(), narrow(node.row()));
    }
  }
}
