package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.EnrichDecl;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code enrich} to a plan node. */
final class EnrichResolver {
  private static final Set<String> ROWS = Set.of(Enrich.WITH);

  private final Resolution resolution;
  private final Inputs inputs;

  EnrichResolver(Resolution resolution, Inputs inputs) {
    this.resolution = resolution;
    this.inputs = inputs;
  }

  @Nullable PlanNode resolve(EnrichDecl decl) {
    Inputs.Merged rows = inputs.merge(decl.head(), decl.rows());
    Inputs.Merged small = inputs.merge(decl.head(), Enrich.WITH, decl.small());
    if (rows == null || small == null) {
      return null;
    }
    Boolean await = await(decl);
    List<JoinKey> on = new JoinKeys(resolution).resolve(decl.on(), rows, small);
    TypedExpression where = where(decl, rows.shape(), small.shape());
    if (on == null) {
      return null;
    }
    List<Column> columns = columns(decl, rows, small, on);
    if (columns == null) {
      return null;
    }
    String id = decl.head().id().value();
    RecordType row =
        new RecordType(
            resolution.classNames.allocate(id), columns.stream().map(Columns::field).toList());
    boolean sound = await != null && (decl.where() == null || where != null);
    sound &= new JoinUpdates(resolution, decl).accept(rows, small, on, await != null && await);
    resolution.shapes.put(
        id, new StreamShape(row, rows.shape().watermarked(), mode(rows.shape().mode(), columns)));
    return sound
        ? new Enrich(
            resolution.info(decl.head()),
            rows.refs(),
            small.refs(),
            decl.keepsAll(),
            await,
            on,
            where,
            columns,
            decl.fields() == null,
            rows.shape().row(),
            small.shape().row(),
            JoinColumns.stored(resolution, id + "-with", small),
            row)
        : null;
  }

  private @Nullable TypedExpression where(EnrichDecl decl, StreamShape row, StreamShape small) {
    ExpressionDecl where = decl.where();
    if (where == null) {
      return null;
    }
    Scope scope =
        resolution
            .scope(row)
            .record(Enrich.WITH, JoinColumns.slot(Enrich.WITH, small.row(), false))
            .present(present(row, small, false))
            .build();
    TypedExpression condition =
        resolution.expressions.compileCondition(where, scope, resolution.out);
    return condition != null
            && new JoinColumns(resolution, decl.head()).named(condition, where, ROWS)
        ? condition
        : null;
  }

  private @Nullable List<Column> columns(
      EnrichDecl decl, Inputs.Merged rows, Inputs.Merged small, List<JoinKey> on) {
    Scope scope =
        resolution
            .scope(rows.shape())
            .record(
                Enrich.WITH, JoinColumns.slot(Enrich.WITH, small.shape().row(), decl.keepsAll()))
            .present(present(rows.shape(), small.shape(), decl.keepsAll()))
            .build();
    JoinColumns columns = new JoinColumns(resolution, decl.head());
    if (decl.fields() != null) {
      return columns.chosen(decl.fields(), scope, ROWS);
    }
    Set<String> shared =
        on.stream()
            .filter(k -> k.left().canonical().equals("row." + k.name()))
            .filter(k -> k.right().canonical().equals("row." + k.name()))
            .map(JoinKey::name)
            .collect(Collectors.toSet());
    return columns.all(
        List.of(),
        List.of(
            new JoinColumns.Side(
                Scope.ROW, rows.refs().get(0).display(), rows.shape().row(), Set.of()),
            new JoinColumns.Side(
                Enrich.WITH, small.refs().get(0).display(), small.shape().row(), shared)),
        scope);
  }

  private static Set<String> present(StreamShape rows, StreamShape small, boolean missing) {
    Set<String> present = new HashSet<>(rows.present());
    if (!missing) {
      present.addAll(JoinColumns.present(small, Enrich.WITH));
    }
    return present;
  }

  /** Rows keep their changes; whether by key depends on the key's being there. */
  private static ChangeMode mode(ChangeMode rows, List<Column> columns) {
    if (!(rows instanceof ChangeMode.Upsert upsert)) {
      return rows;
    }
    List<String> key = new ArrayList<>();
    for (String field : upsert.key()) {
      for (Column column : columns) {
        if (column.expression().canonical().equals("row." + field)) {
          key.add(column.name());
          break;
        }
      }
    }
    return key.size() == upsert.key().size() ? new ChangeMode.Upsert(key) : ChangeMode.retract();
  }

  /** Whether rows wait for the end of the small input; null after a report. */
  private @Nullable Boolean await(EnrichDecl decl) {
    Boundedness boundedness = new Boundedness(resolution.pipeline);
    String endless =
        decl.small().stream()
            .map(input -> boundedness.endless(input.node()))
            .filter(source -> source != null)
            .findFirst()
            .orElse(null);
    if (decl.await() == null) {
      return endless == null;
    }
    boolean wanted = decl.await().value() == EnrichDecl.Await.END_OF_INPUT;
    if (wanted && endless != null) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN065,
                  decl.await().span(),
                  decl.head().path() + ".await",
                  "the small input never ends: source `" + endless + "` does not")
              .withHelp("`await: none`, or let the source end (`stop: latest`, `count: …`)"));
      return null;
    }
    return wanted;
  }
}
