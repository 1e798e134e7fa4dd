package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.PatternDecl;
import io.millrace.compiler.model.PatternDecl.Contiguity;
import io.millrace.compiler.model.PatternDecl.Skip;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code pattern} to a plan node; null after a report. */
final class PatternResolver {
  private final Resolution resolution;

  PatternResolver(Resolution resolution) {
    this.resolution = resolution;
  }

  @Nullable PlanNode resolve(PatternDecl decl, Inputs.Merged merged) {
    StreamShape input = merged.shape();
    if (!Updates.onlyAppends(resolution, decl.head(), merged)) {
      return null;
    }
    List<Column> keys = new KeyResolver(resolution).keys(decl.keys(), input);
    boolean sound = new PatternChecks(resolution, decl).check(merged);
    String id = decl.head().id().value();
    if (keys == null || !sound) {
      return null;
    }
    List<PatternMatch.Step> steps = steps(decl, input);
    if (steps == null) {
      return null;
    }
    RecordType key =
        new RecordType(ProcessResolver.KEY, keys.stream().map(Columns::field).toList());
    List<Column> columns = columns(decl.fields(), scope(steps, key, input.row(), false));
    List<Column> timedOut = columns(decl.timedOut(), scope(steps, key, input.row(), true));
    if (columns == null || timedOut == null) {
      return null;
    }
    RecordType row = row(id, columns);
    RecordType timedOutRow =
        timedOut.isEmpty() ? null : row(id + "-" + PatternDecl.TIMED_OUT, timedOut);
    resolution.shapes.put(id, new StreamShape(row, input.watermarked(), ChangeMode.append()));
    if (timedOutRow != null) {
      resolution.shapes.put(
          id + "." + PatternDecl.TIMED_OUT,
          new StreamShape(timedOutRow, input.watermarked(), ChangeMode.append()));
    }
    Skip skip = decl.skip();
    PatternMatch whole =
        new PatternMatch(
            resolution.info(decl.head()),
            merged.refs(),
            keys,
            steps,
            decl.within() == null ? null : decl.within().value(),
            skip == null ? Skip.Kind.PAST_LAST : skip.kind(),
            skip == null || skip.step() == null ? null : skip.step().value(),
            columns,
            timedOut,
            input.row(),
            input.row(),
            row,
            timedOutRow);
    RecordType stored = stored(whole);
    resolution.shapes.put(id + "." + PatternDecl.LATE, input.narrowedTo(stored));
    return whole.with(input.row(), stored);
  }

  /**
   * Rows are kept in records of the node's own, whose fields do not depend on what else is read of
   * the input, unless a whole row is taken, which has to be of the type that was declared.
   */
  private RecordType stored(PatternMatch node) {
    Set<String> rows = new HashSet<>(Set.of(Scope.ROW));
    node.steps().forEach(step -> rows.add(step.name()));
    boolean takesWhole =
        node.expressions().stream()
            .flatMap(expression -> expression.reads().stream())
            .anyMatch(read -> read.whole() && rows.contains(read.slot()));
    return takesWhole
        ? node.input()
        : new RecordType(
            resolution.classNames.allocate(node.id() + "-event"),
            node.input().fields().stream()
                .map(f -> Field.of(f.name(), f.type(), f.nullable()))
                .toList());
  }

  private RecordType row(String name, List<Column> columns) {
    return new RecordType(
        resolution.classNames.allocate(name), columns.stream().map(Columns::field).toList());
  }

  private @Nullable List<Column> columns(List<NamedExpression> fields, Scope scope) {
    Columns columns = new Columns(resolution);
    List<Column> resolved = new ArrayList<>();
    for (NamedExpression field : fields) {
      Column column = columns.column(field, scope);
      if (column != null) {
        resolved.add(column);
      }
    }
    return resolved.size() == fields.size() ? resolved : null;
  }

  private @Nullable List<PatternMatch.Step> steps(PatternDecl decl, StreamShape input) {
    List<PatternMatch.Step> steps = new ArrayList<>();
    boolean sound = true;
    for (PatternDecl.Step step : decl.steps()) {
      PatternDecl.Times times = step.times();
      PatternMatch.Step untested =
          new PatternMatch.Step(
              step.name().value(),
              null,
              step.contiguity() == null ? Contiguity.FOLLOWED_BY : step.contiguity().value(),
              isTrue(step.not()),
              times == null ? 1 : times.from(),
              times == null ? Long.valueOf(1) : times.to(),
              isTrue(step.optional()),
              isTrue(step.greedy()),
              isTrue(step.consecutive()));
      TypedExpression where = null;
      if (step.where() != null) {
        Scope.Builder scope = resolution.scope(input);
        steps.forEach(earlier -> see(scope, earlier, input.row(), false));
        if (untested.repeated()) {
          // Its own rows so far, none for the first of them.
          see(scope, untested, input.row(), false);
        }
        where =
            resolution.expressions.compileCondition(step.where(), scope.build(), resolution.out);
        sound &= where != null;
      }
      steps.add(
          new PatternMatch.Step(
              untested.name(),
              where,
              untested.contiguity(),
              untested.not(),
              untested.from(),
              untested.to(),
              untested.optional(),
              untested.greedy(),
              untested.consecutive()));
    }
    return sound ? steps : null;
  }

  private static boolean isTrue(@Nullable Located<Boolean> flag) {
    return flag != null && flag.value();
  }

  /** What rows of matches are made of; of a match that was not completed, later steps may miss. */
  private Scope scope(
      List<PatternMatch.Step> steps, RecordType key, RecordType input, boolean partial) {
    Scope.Builder scope = Scope.builder();
    if (!resolution.parameterRecord.fields().isEmpty()) {
      scope = scope.record(Resolution.PARAM, resolution.parameterRecord);
    }
    if (!key.fields().isEmpty()) {
      scope = scope.record(ProcessResolver.KEY, key);
    }
    for (int i = 0; i < steps.size(); i++) {
      see(scope, steps.get(i), input, partial && i > 0);
    }
    return scope.build();
  }

  private static void see(
      Scope.Builder scope, PatternMatch.Step step, RecordType input, boolean mayMiss) {
    if (step.not()) {
      return;
    }
    if (step.repeated()) {
      scope.value(step.name(), new ListType(input), false);
    } else {
      scope.value(step.name(), input, step.optional() || mayMiss);
    }
  }
}
