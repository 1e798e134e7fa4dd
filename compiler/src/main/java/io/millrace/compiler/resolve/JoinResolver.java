package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.JoinDecl;
import io.millrace.compiler.model.JoinDecl.Kind;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.WindowRef;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.plan.JoinTime;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.plan.WindowTiming;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code join} to a plan node. */
final class JoinResolver {
  private static final Set<String> ROWS = Set.of(Join.LEFT, Join.RIGHT, Join.KEY);

  private final Resolution resolution;
  private final Inputs inputs;
  private final WindowResolver windows;

  JoinResolver(Resolution resolution, Inputs inputs) {
    this.resolution = resolution;
    this.inputs = inputs;
    this.windows = new WindowResolver(resolution);
  }

  @Nullable PlanNode resolve(JoinDecl decl) {
    Inputs.Merged left = inputs.merge(decl.head(), Join.LEFT, decl.left());
    Inputs.Merged right = inputs.merge(decl.head(), Join.RIGHT, decl.right());
    if (left == null || right == null) {
      return null;
    }
    JoinTime time = time(decl, left, right);
    List<JoinKey> on = new JoinKeys(resolution).resolve(decl.on(), left, right);
    TypedExpression where = where(decl, left, right);
    if (on == null) {
      return null;
    }
    boolean windowed = decl.window() != null;
    List<Column> columns = columns(decl, left, right, on, windowed);
    if (columns == null) {
      return null;
    }
    String id = decl.head().id().value();
    RecordType row =
        new RecordType(
            resolution.classNames.allocate(id), columns.stream().map(Columns::field).toList());
    JoinModes modes =
        new JoinModes(decl.kindOrInner(), left.shape().mode(), right.shape().mode(), on);
    boolean sound = time != null && (decl.where() == null || where != null);
    sound &= new JoinUpdates(resolution, decl).accept(left, right, modes);
    boolean regular = decl.window() == null && decl.within() == null && decl.asOf() == null;
    boolean watermarked = left.shape().watermarked() && right.shape().watermarked();
    resolution.shapes.put(
        id, new StreamShape(row, watermarked, regular ? modes.mode(columns) : ChangeMode.append()));
    RecordType leftStored = JoinColumns.stored(resolution, id + "-left", left);
    RecordType rightStored = JoinColumns.stored(resolution, id + "-right", right);
    if (!regular) {
      resolution.shapes.put(id + "." + Join.LATE_LEFT, left.shape().narrowedTo(leftStored));
      resolution.shapes.put(id + "." + Join.LATE_RIGHT, right.shape().narrowedTo(rightStored));
    }
    return sound
        ? new Join(
            resolution.info(decl.head()),
            left.refs(),
            right.refs(),
            decl.kindOrInner(),
            time,
            on,
            where,
            columns,
            decl.fields() == null,
            left.shape().row(),
            right.shape().row(),
            leftStored,
            rightStored,
            modes.leftUnique(),
            modes.rightUnique(),
            modes.leftByKey(),
            modes.rightByKey(),
            row)
        : null;
  }

  private @Nullable TypedExpression where(
      JoinDecl decl, Inputs.Merged leftSide, Inputs.Merged rightSide) {
    ExpressionDecl where = decl.where();
    if (where == null) {
      return null;
    }
    RecordType left = leftSide.shape().row();
    RecordType right = rightSide.shape().row();
    Scope scope =
        resolution
            .scopeOfParameters()
            .record(Join.LEFT, JoinColumns.slot(Join.LEFT, left, false))
            .record(Join.RIGHT, JoinColumns.slot(Join.RIGHT, right, false))
            .present(present(leftSide.shape(), rightSide.shape(), Kind.INNER))
            .build();
    TypedExpression condition =
        resolution.expressions.compileCondition(where, scope, resolution.out);
    return condition != null
            && new JoinColumns(resolution, decl.head()).named(condition, where, ROWS)
        ? condition
        : null;
  }

  private @Nullable List<Column> columns(
      JoinDecl decl, Inputs.Merged left, Inputs.Merged right, List<JoinKey> on, boolean windowed) {
    Kind kind = decl.kindOrInner();
    boolean leftOnly = kind == Kind.SEMI || kind == Kind.ANTI;
    boolean rightMissing = kind == Kind.LEFT || kind == Kind.FULL;
    boolean leftMissing = kind == Kind.RIGHT || kind == Kind.FULL;
    RecordType lefts = left.shape().row();
    RecordType rights = right.shape().row();
    Scope.Builder scope =
        resolution
            .scopeOfParameters()
            .record(Join.LEFT, JoinColumns.slot(Join.LEFT, lefts, leftMissing));
    if (!leftOnly) {
      scope.record(Join.RIGHT, JoinColumns.slot(Join.RIGHT, rights, rightMissing));
    }
    List<Field> keys = keyFields(kind, on);
    if (!keys.isEmpty()) {
      scope.record(Join.KEY, new RecordType(Join.KEY, keys));
    }
    if (windowed) {
      scope.record(AggregateResolver.WINDOW, AggregateResolver.WINDOW_RECORD);
    }
    scope.present(present(left.shape(), right.shape(), kind));
    JoinColumns columns = new JoinColumns(resolution, decl.head());
    if (decl.fields() != null) {
      return columns.chosen(decl.fields(), scope.build(), ROWS);
    }
    List<NamedExpression> shared = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JoinKey key : on) {
      String read = "row." + key.name();
      if (!leftOnly
          && key.left().canonical().equals(read)
          && key.right().canonical().equals(read)) {
        shared.add(columns.inherited(key.name(), Join.KEY));
        names.add(key.name());
      }
    }
    List<JoinColumns.Side> sides = new ArrayList<>();
    sides.add(new JoinColumns.Side(Join.LEFT, left.refs().get(0).display(), lefts, names));
    if (!leftOnly) {
      sides.add(new JoinColumns.Side(Join.RIGHT, right.refs().get(0).display(), rights, names));
    }
    return columns.all(shared, sides, scope.build());
  }

  /** What is known to be there of rows that are there. */
  private static Set<String> present(StreamShape left, StreamShape right, Kind kind) {
    Set<String> present = new HashSet<>();
    if (kind != Kind.RIGHT && kind != Kind.FULL) {
      present.addAll(JoinColumns.present(left, Join.LEFT));
    }
    if (kind != Kind.LEFT && kind != Kind.FULL) {
      present.addAll(JoinColumns.present(right, Join.RIGHT));
    }
    return present;
  }

  /** Parts of the key that are plain fields where their row may be missing. */
  private static List<Field> keyFields(Kind kind, List<JoinKey> on) {
    List<Field> fields = new ArrayList<>();
    for (JoinKey key : on) {
      boolean ofLeft = kind != Kind.RIGHT;
      boolean ofRight = kind == Kind.RIGHT || kind == Kind.FULL;
      if ((ofLeft && !isField(key.left())) || (ofRight && !isField(key.right()))) {
        continue;
      }
      boolean absent =
          switch (kind) {
            case INNER, SEMI -> false;
            case LEFT, ANTI -> key.left().nullable();
            case RIGHT -> key.right().nullable();
            case FULL -> key.nullable();
          };
      fields.add(Field.of(key.name(), key.left().type(), absent));
    }
    return fields;
  }

  private static boolean isField(TypedExpression key) {
    return key.canonical().matches("row\\.\\w+");
  }

  private @Nullable JoinTime time(JoinDecl decl, Inputs.Merged left, Inputs.Merged right) {
    if (decl.window() != null) {
      WindowRef ref = decl.window();
      Span use =
          ref instanceof WindowRef.Named named
              ? named.name().span()
              : ((WindowRef.Inline) ref).window().kind().span();
      if (!watermarked(decl, left, right, use, "window")) {
        return null;
      }
      WindowResolver.Found window = windows.resolve(decl.head(), ref, left);
      return window != null && endsOnce(window) ? new JoinTime.Windowed(window.spec()) : null;
    }
    if (decl.within() != null) {
      return watermarked(decl, left, right, decl.within().span(), "within")
          ? new JoinTime.Interval(orZero(decl.within().before()), orZero(decl.within().after()))
          : null;
    }
    Duration jobTtl =
        resolution.pipeline.job().stateTtl() == null
            ? null
            : resolution.pipeline.job().stateTtl().value();
    Duration rightTtl = decl.rightTtl() == null ? jobTtl : decl.rightTtl().value();
    if (decl.asOf() == null) {
      return new JoinTime.Regular(
          decl.leftTtl() == null ? jobTtl : decl.leftTtl().value(), rightTtl);
    }
    boolean sound = watermarked(decl, left, right, decl.asOf().span(), "as-of");
    if (decl.kindOrInner() != Kind.INNER && decl.kindOrInner() != Kind.LEFT) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN062,
                  decl.kind().span(),
                  decl.head().path() + ".kind",
                  "an as-of join is `inner` or `left`, not `"
                      + decl.kindOrInner().name().toLowerCase(Locale.ROOT)
                      + "`")
              .withRelated(decl.asOf().span(), "each left row takes the latest right row"));
      sound = false;
    }
    Located<Duration> maxAge = decl.asOf().maxAge();
    return sound ? new JoinTime.AsOf(maxAge == null ? null : maxAge.value(), rightTtl) : null;
  }

  private boolean endsOnce(WindowResolver.Found window) {
    boolean once =
        window.spec().hasBounds() && window.spec().timing().equals(WindowTiming.EVENT_TIME);
    if (once) {
      return true;
    }
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN063,
                window.use(),
                window.path(),
                "the windows of a join end once, by event time")
            .withHelp(
                "use one of a time, without `allowed-lateness`, `early` and `time: processing`"));
    return false;
  }

  private boolean watermarked(
      JoinDecl decl, Inputs.Merged left, Inputs.Merged right, Span use, String field) {
    boolean sound = true;
    for (Inputs.Merged side : List.of(left, right)) {
      if (!side.shape().watermarked()) {
        sound = false;
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN061,
                    use,
                    decl.head().path() + "." + field,
                    "the join would never give a result: no watermarks come from `"
                        + side.refs().get(0).display()
                        + "`")
                .withHelp(
                    "declare event time on every source that reaches it:"
                        + " `time: { field: at, max-out-of-orderness: 5s }`"));
      }
    }
    return sound;
  }

  private static Duration orZero(@Nullable Located<Duration> duration) {
    return duration == null ? Duration.ZERO : duration.value();
  }
}
