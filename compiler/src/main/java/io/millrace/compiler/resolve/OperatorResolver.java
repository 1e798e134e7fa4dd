package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.DeduplicateDecl;
import io.millrace.compiler.model.EnrichDecl;
import io.millrace.compiler.model.JavaDecl;
import io.millrace.compiler.model.JoinDecl;
import io.millrace.compiler.model.LookupDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.PatternDecl;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.model.ReduceDecl;
import io.millrace.compiler.model.SqlDecl;
import io.millrace.compiler.model.TopNDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stateless operators to plan nodes; null after a report. */
final class OperatorResolver {
  private final Resolution resolution;
  private final TypeResolver types;
  private final Inputs inputs;
  private final Columns columns;
  private final SelectResolver selects;
  private final AggregateResolver aggregates;
  private final DeduplicateResolver deduplicates;
  private final TopNResolver tops;
  private final LookupResolver lookups;
  private final JoinResolver joins;
  private final EnrichResolver enrichments;

  OperatorResolver(
      Resolution resolution, Inputs inputs, TypeResolver types, Connections connections) {
    this.types = types;
    this.resolution = resolution;
    this.inputs = inputs;
    this.columns = new Columns(resolution);
    this.selects = new SelectResolver(resolution);
    this.aggregates = new AggregateResolver(resolution);
    this.deduplicates = new DeduplicateResolver(resolution);
    this.tops = new TopNResolver(resolution);
    this.lookups = new LookupResolver(resolution, types, connections);
    this.joins = new JoinResolver(resolution, inputs);
    this.enrichments = new EnrichResolver(resolution, inputs);
  }

  @Nullable PlanNode resolve(OperatorDecl decl) {
    if (decl instanceof JoinDecl join) {
      return joins.resolve(join);
    }
    if (decl instanceof EnrichDecl enrich) {
      return enrichments.resolve(enrich);
    }
    if (decl instanceof SqlDecl sql) {
      return new SqlResolver(resolution, inputs, types).resolve(sql);
    }
    Inputs.Merged merged = inputs.merge(decl.head(), decl.inputs());
    if (merged == null) {
      return null;
    }
    if (decl instanceof OperatorDecl.Select select) {
      return selects.resolve(select, merged);
    }
    if (decl instanceof OperatorDecl.Filter filter) {
      return filter(filter, merged);
    }
    if (decl instanceof OperatorDecl.Unnest unnest) {
      return unnest(unnest, merged);
    }
    if (decl instanceof OperatorDecl.Union union) {
      put(union.head(), merged.shape());
      return new PlanNode.Union(resolution.info(union.head()), merged.refs(), merged.shape().row());
    }
    if (decl instanceof OperatorDecl.Route route) {
      return route(route, merged);
    }
    if (decl instanceof DeduplicateDecl deduplicate) {
      return deduplicates.resolve(deduplicate, merged);
    }
    if (decl instanceof TopNDecl topN) {
      return tops.resolve(topN, merged);
    }
    if (decl instanceof LookupDecl lookup) {
      return lookups.resolve(lookup, merged);
    }
    if (decl instanceof ProcessDecl process) {
      return new ProcessResolver(resolution, types).resolve(process, merged);
    }
    if (decl instanceof PatternDecl pattern) {
      return new PatternResolver(resolution).resolve(pattern, merged);
    }
    if (decl instanceof JavaDecl java) {
      return new JavaResolver(resolution, types).resolve(java, merged);
    }
    if (decl instanceof ReduceDecl reduce) {
      return new ReduceResolver(resolution, types).resolve(reduce, merged);
    }
    return aggregates.resolve((OperatorDecl.Aggregate) decl, merged);
  }

  private void put(NodeHead head, StreamShape shape) {
    resolution.shapes.put(head.id().value(), shape);
  }

  private @Nullable PlanNode filter(OperatorDecl.Filter decl, Inputs.Merged merged) {
    RecordType row = merged.shape().row();
    // The rows keep their shape whatever the condition is, so nodes behind it can be checked.
    put(decl.head(), merged.shape().knowingAll());
    TypedExpression where =
        resolution.expressions.compileCondition(
            decl.where(), resolution.scope(merged.shape()).build(), resolution.out);
    if (where == null) {
      return null;
    }
    put(decl.head(), merged.shape().knowing(where.presentWhenTrue()));
    return new PlanNode.Filter(resolution.info(decl.head()), merged.refs(), where, row);
  }

  private @Nullable PlanNode unnest(OperatorDecl.Unnest decl, Inputs.Merged merged) {
    RecordType row = merged.shape().row();
    TypedExpression list =
        resolution.expressions.compile(
            decl.list(), resolution.scope(merged.shape()).build(), resolution.out);
    if (list == null) {
      return null;
    }
    if (!(list.type() instanceof ListType listType)) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN024,
                  decl.list().text().whole(),
                  decl.list().path(),
                  "`list` needs a list, got " + list.type().display())
              .withLabel(list.type().display()));
      return null;
    }
    if (row.field(decl.as().value()) != null) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN014,
                  decl.as().span(),
                  decl.head().path() + ".as",
                  "the row has a field `" + decl.as().value() + "` already")
              .withHelp("choose another name for the element"));
      return null;
    }
    List<Field> fields = new ArrayList<>();
    for (Field field : row.fields()) {
      fields.add(Field.of(field.name(), field.type(), field.nullable()));
    }
    fields.add(Field.of(decl.as().value(), listType.element(), decl.keepEmpty()));
    RecordType out =
        new RecordType(resolution.classNames.allocate(decl.head().id().value()), fields);
    ChangeMode mode = merged.shape().mode().isAppend() ? ChangeMode.append() : ChangeMode.retract();
    put(decl.head(), new StreamShape(out, merged.shape().watermarked(), mode));
    return new PlanNode.Unnest(
        resolution.info(decl.head()),
        merged.refs(),
        list,
        decl.as().value(),
        decl.keepEmpty(),
        /* input= */ row,
        /* row= */ out);
  }

  private @Nullable PlanNode route(OperatorDecl.Route decl, Inputs.Merged merged) {
    RecordType row = merged.shape().row();
    List<Located<String>> names =
        new ArrayList<>(decl.cases().stream().map(NamedExpression::name).toList());
    if (decl.otherwise() != null) {
      names.add(decl.otherwise());
    }
    for (Located<String> name : names) {
      boolean condition = !name.equals(decl.otherwise());
      resolution.shapes.put(
          decl.head().id().value() + "." + name.value(),
          condition ? merged.shape().knowingAll() : merged.shape());
    }
    boolean sound = columns.distinct(names, decl.head().path() + ".cases");
    List<Column> cases = new ArrayList<>();
    for (NamedExpression named : decl.cases()) {
      Column column = columns.condition(named, resolution.scope(merged.shape()).build());
      if (column != null) {
        cases.add(column);
        resolution.shapes.put(
            decl.head().id().value() + "." + column.name(),
            merged.shape().knowing(column.expression().presentWhenTrue()));
      }
    }
    return sound && cases.size() == decl.cases().size()
        ? new PlanNode.Route(
            resolution.info(decl.head()),
            merged.refs(),
            cases,
            decl.otherwise() == null ? null : decl.otherwise().value(),
            row)
        : null;
  }
}
