package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Join;
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
    public PlanNode visit(KafkaSource node) {
      RecordType row = narrow(node.row());
      MetadataColumns metadata = node.metadata();
      if (metadata != null) {
        List<Column> columns = Column.of(row, metadata.columns());
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
      return node.with(row, rows);
    }

    @Override
    public PlanNode visit(PlanNode.DatagenSource node) {
      return node.with(narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Filter node) {
      return node.with(narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Select node) {
      RecordType row = narrow(node.row());
      return node.with(narrow(node.input()), row);
    }

    @Override
    public PlanNode visit(PlanNode.Unnest node) {
      return node.with(narrow(node.input()), narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Union node) {
      return node.with(narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Route node) {
      return node.with(narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.Aggregate node) {
      return node.with(narrow(node.input()));
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
      return node.with(narrow(node.input()), narrow(node.row()));
    }

    @Override
    public PlanNode visit(TopN node) {
      return node; // it stores whole rows
    }

    @Override
    public PlanNode visit(KeyedProcess node) {
      return node.with(
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
      return node.with(narrow(node.input()));
    }

    @Override
    public PlanNode visit(Sql node) {
      return node.narrowed(
          node.tables().stream().map(table -> table.narrowed(narrow(table.row()))).toList());
    }

    @Override
    public PlanNode visit(PlanNode.KafkaSink node) {
      return node.with(narrowOrNull(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.PrintSink node) {
      return node.with(narrow(node.row()));
    }

    @Override
    public PlanNode visit(PlanNode.FileSink node) {
      return node.with(narrow(node.row()));
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
      return node.with(narrow(node.row()));
    }
  }
}
