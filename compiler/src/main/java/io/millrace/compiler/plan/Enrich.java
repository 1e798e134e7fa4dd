package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each row what a small input, which every subtask knows, has for its key.
 *
 * @param keepsAll whether rows without a small row come out, too
 * @param await whether rows wait until the small input has ended
 * @param on the left expressions are of the rows, the right ones of the small input
 * @param where reads the row and the slot {@code with}; null: equal keys are enough
 * @param columns what comes out; they read the row and {@code with}
 * @param allFields whether no fields were chosen, so that columns that nothing reads can go
 * @param input the type of the rows that come in
 * @param smallRow the type of the small input's rows
 * @param smallStored what the node keeps of them; nothing else has records of this type
 */
public record Enrich(
    NodeInfo info,
    List<StreamRef> rows,
    List<StreamRef> small,
    boolean keepsAll,
    boolean await,
    List<JoinKey> on,
    @Nullable TypedExpression where,
    List<Column> columns,
    boolean allFields,
    RecordType input,
    RecordType smallRow,
    RecordType smallStored,
    RecordType row)
    implements PlanNode {
  /** Name of the slot of the small input's row. */
  public static final String WITH = "with";

  public Enrich {
    rows = List.copyOf(rows);
    small = List.copyOf(small);
    on = List.copyOf(on);
    columns = List.copyOf(columns);
  }

  @Override
  public List<StreamRef> inputs() {
    List<StreamRef> all = new ArrayList<>(rows);
    all.addAll(small);
    return all;
  }

  /** All of one side; what the other side's key computes fails the job. */
  @Override
  public List<TypedExpression> rowExpressions() {
    List<TypedExpression> expressions = new ArrayList<>(on.stream().map(JoinKey::left).toList());
    expressions.addAll(expressions());
    return expressions;
  }

  /** The fields of the rows that keys, condition and results read. */
  public List<Field> neededRows() {
    return JoinInputs.needed(input, on.stream().map(JoinKey::left).toList(), "row", expressions());
  }

  /** The fields of the small input that keys, condition and results read. */
  public List<Field> neededSmall() {
    return JoinInputs.needed(
        smallRow, on.stream().map(JoinKey::right).toList(), WITH, expressions());
  }

  private List<TypedExpression> expressions() {
    List<TypedExpression> all = new ArrayList<>();
    if (where != null) {
      all.add(where);
    }
    columns.forEach(column -> all.add(column.expression()));
    return all;
  }

  /** With fewer fields in what goes out. */
  public Enrich narrowed(RecordType newRow) {
    return narrowed(newRow, input, smallRow, smallStored);
  }

  /** With fewer fields in what goes out, comes in and is stored. */
  public Enrich narrowed(
      RecordType newRow, RecordType newInput, RecordType newSmall, RecordType newSmallStored) {
    List<Column> left = Column.of(newRow, columns);
    return with(on, where, left, newRow, newInput, newSmall, newSmallStored);
  }

  /** With other expressions of the same values. */
  public Enrich with(
      List<JoinKey> newOn, @Nullable TypedExpression newWhere, List<Column> newColumns) {
    return with(newOn, newWhere, newColumns, row, input, smallRow, smallStored);
  }

  private Enrich with(
      List<JoinKey> newOn,
      @Nullable TypedExpression newWhere,
      List<Column> newColumns,
      RecordType newRow,
      RecordType newInput,
      RecordType newSmall,
      RecordType newSmallStored) {
    return new Enrich(
        info,
        rows,
        small,
        keepsAll,
        await,
        newOn,
        newWhere,
        newColumns,
        allFields,
        newInput,
        newSmall,
        newSmallStored,
        newRow);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
