package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code aggregate} to a plan node. */
final class AggregateResolver {
  /** Name of the slot of the window's bounds in measures. */
  static final String WINDOW = "window";

  /** What the slot holds. */
  static final RecordType WINDOW_RECORD =
      new RecordType(
          WINDOW,
          List.of(
              Field.of("start", ScalarType.TIMESTAMP, false),
              Field.of("end", ScalarType.TIMESTAMP, false)));

  private static final Set<String> RETRACTABLE =
      Set.of("count", "sum", "avg", "min", "max", "count_distinct", "collect_distinct");

  private final Resolution resolution;
  private final Columns columns;
  private final WindowResolver windows;
  private final WindowModes modes;

  AggregateResolver(Resolution resolution) {
    this.resolution = resolution;
    this.columns = new Columns(resolution);
    this.windows = new WindowResolver(resolution);
    this.modes = new WindowModes(resolution);
  }

  @Nullable PlanNode resolve(OperatorDecl.Aggregate decl, Inputs.Merged merged) {
    RecordType input = merged.shape().row();
    String id = decl.head().id().value();
    boolean windowed = decl.window() != null;
    boolean updating = !merged.shape().mode().isAppend();
    if (windowed && updating) {
      Updates.refuse(
          resolution,
          decl.head(),
          merged.refs().get(0),
          merged.shape(),
          "a row and the update that takes it back come at different times, perhaps in different"
              + " windows",
          "aggregate without a window, or put the window in front of what updates");
      return null;
    }
    WindowResolver.Found window =
        decl.window() == null ? null : windows.resolve(decl.head(), decl.window(), merged);
    if (windowed && (window == null || window.spec().needsWatermarks())) {
      resolution.shapes.put(id + "." + PlanNode.Aggregate.LATE, merged.shape());
    }
    boolean bounds = windowed && (window == null || window.spec().hasBounds());
    List<Column> keys = keys(decl, merged.shape());
    if (keys == null) {
      return null;
    }
    List<Field> keyFields = keys.stream().map(Columns::field).toList();
    Scope measureScope =
        measureScope(new RecordType("key", keyFields), merged.shape(), bounds).build();
    List<Column> measures = new ArrayList<>();
    for (NamedExpression named : decl.measures()) {
      Column column = columns.column(named, measureScope);
      if (column != null) {
        measures.add(column);
      }
    }
    List<Located<String>> names = new ArrayList<>(namesOf(decl.keys()));
    names.addAll(namesOf(decl.measures()));
    boolean sound = columns.distinct(names, decl.head().path() + ".measures");
    if (!sound || measures.size() < decl.measures().size()) {
      return null;
    }
    List<Field> fields = new ArrayList<>(keyFields);
    measures.forEach(m -> fields.add(Columns.field(m)));
    if (fields.isEmpty()) {
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN017,
              decl.head().id().span(),
              decl.head().path(),
              "without key and measures the rows have no field"));
      return null;
    }
    RecordType row = new RecordType(resolution.classNames.allocate(id), fields);
    TypedExpression having = null;
    if (decl.having() != null) {
      having =
          resolution.expressions.compileCondition(
              decl.having(), measureScope(row, merged.shape(), bounds).build(), resolution.out);
    }
    // The rows keep their shape whatever `having` is, so nodes behind it can be checked.
    ChangeMode mode =
        windowed
            ? modes.of(decl, window == null ? null : window.spec(), keyFields, measures)
            : new ChangeMode.Upsert(keyFields.stream().map(Field::name).toList());
    boolean watermarked =
        merged.shape().watermarked()
            && (window == null || !window.spec().timing().processingTime());
    resolution.shapes.put(id, new StreamShape(row, watermarked, mode));
    if ((decl.having() != null && having == null) || (windowed && window == null)) {
      return null;
    }
    if (updating && !canTakeBack(decl, measures, having)) {
      return null;
    }
    return new PlanNode.Aggregate(
        resolution.info(decl.head()),
        merged.refs(),
        keys,
        window == null ? null : window.spec(),
        measures,
        having,
        bounds ? null : resolution.stateTtl(decl.stateTtl()),
        decl.preAggregate(),
        input,
        row);
  }

  /** Reports aggregate functions that keep too little to take a row back. */
  private boolean canTakeBack(
      OperatorDecl.Aggregate decl, List<Column> measures, @Nullable TypedExpression having) {
    List<AggregateCall> calls = new ArrayList<>();
    measures.forEach(measure -> calls.addAll(measure.expression().aggregates()));
    if (having != null) {
      calls.addAll(having.aggregates());
    }
    boolean sound = true;
    for (AggregateCall call : calls) {
      if (!RETRACTABLE.contains(call.function())) {
        sound = false;
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN040,
                    call.span(),
                    decl.head().path(),
                    "`" + call.function() + "` cannot take back a row that is updated")
                .withHelp(
                    "there are: " + String.join(", ", RETRACTABLE.stream().sorted().toList())));
      }
    }
    return sound;
  }

  private static List<Located<String>> namesOf(@Nullable List<NamedExpression> named) {
    return named == null ? List.of() : named.stream().map(NamedExpression::name).toList();
  }

  private Scope.Builder measureScope(RecordType row, StreamShape input, boolean bounds) {
    Scope.Builder scope = resolution.scope(row).aggregates(input.row()).present(input.present());
    return bounds ? scope.record(WINDOW, WINDOW_RECORD) : scope;
  }

  private @Nullable List<Column> keys(OperatorDecl.Aggregate decl, StreamShape input) {
    if (decl.keys() == null) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN004,
                  decl.head().id().span(),
                  decl.head().path(),
                  "aggregate `" + decl.head().id().value() + "` has no key")
              .withHelp("`key: [field]`, or `key: []` for one total over all rows"));
      return null;
    }
    return new KeyResolver(resolution).keys(decl.keys(), input);
  }
}
