package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JoinDecl;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins two inputs by key.
 *
 * @param where reads the slots {@code left} and {@code right}; null: equal keys are enough
 * @param columns what comes out; they read {@code left}, {@code right}, {@code key} and, in a
 *     window join, {@code window}
 * @param allFields whether no fields were chosen, so that columns that nothing reads can go
 * @param leftRow the type of the rows that come in on the left
 * @param rightRow the type of the rows that come in on the right
 * @param leftStored what the node keeps of them; nothing else has records of this type
 * @param rightStored what the node keeps of rows of the right
 * @param leftUnique whether the left side has one row a key at most
 * @param rightUnique whether the right side has one row a key at most
 * @param leftByKey whether, besides, its rows never move to another key
 * @param rightByKey whether, besides, its rows never move to another key
 */
public record Join(
    NodeInfo info,
    List<StreamRef> left,
    List<StreamRef> right,
    JoinDecl.Kind kind,
    JoinTime time,
    List<JoinKey> on,
    @Nullable TypedExpression where,
    List<Column> columns,
    boolean allFields,
    RecordType leftRow,
    RecordType rightRow,
    RecordType leftStored,
    RecordType rightStored,
    boolean leftUnique,
    boolean rightUnique,
    boolean leftByKey,
    boolean rightByKey,
    RecordType row)
    implements PlanNode {
  /** Name of the slot of the left row. */
  public static final String LEFT = "left";

  /** Name of the slot of the right row. */
  public static final String RIGHT = "right";

  /** Name of the slot of the key's parts. */
  public static final String KEY = "key";

  /** Name of the output of left rows that came too late. */
  public static final String LATE_LEFT = "late-left";

  /** Name of the output of right rows that came too late. */
  public static final String LATE_RIGHT = "late-right";

  public Join {
    left = List.copyOf(left);
    right = List.copyOf(right);
    on = List.copyOf(on);
    columns = List.copyOf(columns);
  }

  @Override
  public List<StreamRef> inputs() {
    List<StreamRef> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  /** Whether a left row may come out without a right one. */
  public boolean padsLeft() {
    return kind == JoinDecl.Kind.LEFT || kind == JoinDecl.Kind.FULL;
  }

  /** Whether a right row may come out without a left one. */
  public boolean padsRight() {
    return kind == JoinDecl.Kind.RIGHT || kind == JoinDecl.Kind.FULL;
  }

  /** Whether only left rows come out. */
  public boolean leftOnly() {
    return kind == JoinDecl.Kind.SEMI || kind == JoinDecl.Kind.ANTI;
  }

  /** The keys of both sides; condition and fields are of two rows. */
  @Override
  public List<TypedExpression> rowExpressions() {
    return on.stream().flatMap(key -> Stream.of(key.left(), key.right())).toList();
  }

  @Override
  public List<StateSpec> states() {
    if (time instanceof JoinTime.AsOf asOf) {
      String what = "the latest right row of every key";
      return List.of(
          asOf.maxAge() != null
              ? StateSpec.bounded(what, "a max-age of " + Durations.display(asOf.maxAge()))
              : side(what, asOf.ttl(), "`as-of: { max-age: 1d }`, or " + StateSpec.TTL));
    }
    if (!(time instanceof JoinTime.Regular regular)) {
      return List.of();
    }
    String help = StateSpec.TTL + ", or join within a time: `window`, `within`";
    if (regular.leftTtl() == null && regular.rightTtl() == null) {
      return List.of(StateSpec.unbounded("all rows of both sides", help));
    }
    return List.of(
        side("all left rows", regular.leftTtl(), help),
        side("all right rows", regular.rightTtl(), help));
  }

  private static StateSpec side(String what, @Nullable Duration ttl, String help) {
    return ttl == null
        ? StateSpec.unbounded(what, help)
        : StateSpec.bounded(what, "a ttl of " + Durations.display(ttl));
  }

  /** The fields of the left side that keys, condition and results read. */
  public List<Field> neededLeft() {
    return JoinInputs.needed(leftRow, on.stream().map(JoinKey::left).toList(), LEFT, expressions());
  }

  /** The fields of the right side that keys, condition and results read. */
  public List<Field> neededRight() {
    return JoinInputs.needed(
        rightRow, on.stream().map(JoinKey::right).toList(), RIGHT, expressions());
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
  public Join narrowed(RecordType newRow) {
    return narrowed(newRow, leftRow, rightRow, leftStored, rightStored);
  }

  /** With fewer fields in what goes out, comes in and is stored. */
  public Join narrowed(
      RecordType newRow,
      RecordType newLeft,
      RecordType newRight,
      RecordType newLeftStored,
      RecordType newRightStored) {
    List<Column> left = Column.of(newRow, columns);
    return with(on, where, left, newRow, newLeft, newRight, newLeftStored, newRightStored);
  }

  /** With other expressions of the same values. */
  public Join with(
      List<JoinKey> newOn, @Nullable TypedExpression newWhere, List<Column> newColumns) {
    return with(newOn, newWhere, newColumns, row, leftRow, rightRow, leftStored, rightStored);
  }

  private Join with(
      List<JoinKey> newOn,
      @Nullable TypedExpression newWhere,
      List<Column> newColumns,
      RecordType newRow,
      RecordType newLeft,
      RecordType newRight,
      RecordType newLeftStored,
      RecordType newRightStored) {
    return new Join(
        info,
        left,
        right,
        kind,
        time,
        newOn,
        newWhere,
        newColumns,
        allFields,
        newLeft,
        newRight,
        newLeftStored,
        newRightStored,
        leftUnique,
        rightUnique,
        leftByKey,
        rightByKey,
        newRow);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
