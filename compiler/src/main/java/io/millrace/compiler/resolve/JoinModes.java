package io.millrace.compiler.resolve;

import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JoinDecl.Kind;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a regular join does to the rows that it gave before. */
final class JoinModes {
  private final Kind kind;
  private final ChangeMode left;
  private final ChangeMode right;
  private final List<JoinKey> on;

  JoinModes(Kind kind, ChangeMode left, ChangeMode right, List<JoinKey> on) {
    this.kind = kind;
    this.left = left;
    this.right = right;
    this.on = on;
  }

  /** Whether the left side has one row a join key at most. */
  boolean leftUnique() {
    return unique(left, on.stream().map(k -> k.left().canonical()).collect(Collectors.toSet()));
  }

  /** Whether the right side has one row a join key at most. */
  boolean rightUnique() {
    return unique(right, on.stream().map(k -> k.right().canonical()).collect(Collectors.toSet()));
  }

  /** Whether the join key is just the key of the left side's updates. */
  boolean leftByKey() {
    return byKey(left, on.stream().map(JoinKey::left).toList());
  }

  /** Whether the join key is just the key of the right side's updates. */
  boolean rightByKey() {
    return byKey(right, on.stream().map(JoinKey::right).toList());
  }

  /** Whether a join key says no more and no less than the key of a stream's updates. */
  static boolean byKey(ChangeMode mode, List<TypedExpression> keys) {
    Set<String> texts = keys.stream().map(TypedExpression::canonical).collect(Collectors.toSet());
    return unique(mode, texts)
        && keys.stream()
            .flatMap(key -> key.reads().stream())
            .filter(read -> read.slot().equals(Scope.ROW))
            .allMatch(read -> ((ChangeMode.Upsert) mode).key().contains(read.field()));
  }

  private static boolean unique(ChangeMode mode, Set<String> keys) {
    return mode instanceof ChangeMode.Upsert upsert
        && upsert.key().stream().allMatch(field -> keys.contains("row." + field));
  }

  /** The mode of the results. */
  ChangeMode mode(List<Column> columns) {
    boolean adds = kind == Kind.INNER || kind == Kind.SEMI;
    if (adds && left.isAppend() && right.isAppend()) {
      return ChangeMode.append();
    }
    List<String> key = key(columns);
    return key == null ? ChangeMode.retract() : new ChangeMode.Upsert(key);
  }

  /** Fields of the results that tell one from all others, or null. */
  private @Nullable List<String> key(List<Column> columns) {
    boolean leftOnly = kind == Kind.SEMI || kind == Kind.ANTI;
    List<String> parts = null;
    if (leftUnique() && rightUnique() && !leftOnly) {
      parts = first(joinKeys(columns, Join.KEY), joinKeys(columns, sideOfKey()));
    }
    if (parts == null && (leftOnly || (rightUnique() && kind != Kind.RIGHT && kind != Kind.FULL))) {
      parts = ofSide(left, Join.LEFT, columns);
    }
    if (parts == null && leftUnique() && (kind == Kind.INNER || kind == Kind.RIGHT)) {
      parts = ofSide(right, Join.RIGHT, columns);
    }
    if (parts == null && kind == Kind.INNER) {
      List<String> lefts = ofSide(left, Join.LEFT, columns);
      List<String> rights = ofSide(right, Join.RIGHT, columns);
      if (lefts != null && rights != null) {
        parts = new ArrayList<>(lefts);
        rights.stream().filter(r -> !lefts.contains(r)).forEach(parts::add);
      }
    }
    return parts;
  }

  /** The side whose row is there in every result; a full join has none. */
  private String sideOfKey() {
    return kind == Kind.RIGHT ? Join.RIGHT : kind == Kind.FULL ? "" : Join.LEFT;
  }

  private @Nullable List<String> joinKeys(List<Column> columns, String slot) {
    List<String> reads = new ArrayList<>();
    for (JoinKey key : on) {
      String side = (slot.equals(Join.RIGHT) ? key.right() : key.left()).canonical();
      if (!side.startsWith("row.")) {
        return null;
      }
      reads.add(slot.equals(Join.KEY) ? "key." + key.name() : slot + side.substring(3));
    }
    return names(reads, columns);
  }

  private @Nullable List<String> ofSide(ChangeMode mode, String slot, List<Column> columns) {
    if (!(mode instanceof ChangeMode.Upsert upsert)) {
      return null;
    }
    List<String> reads = new ArrayList<>();
    for (String field : upsert.key()) {
      reads.add(slot + "." + field);
    }
    List<String> direct = names(reads, columns);
    if (direct != null) {
      return direct;
    }
    // A shared field is read as `key.x`.
    List<String> shared = new ArrayList<>();
    for (String field : upsert.key()) {
      boolean isKey =
          on.stream()
              .anyMatch(
                  k ->
                      k.name().equals(field)
                          && k.left().canonical().equals("row." + field)
                          && k.right().canonical().equals("row." + field));
      shared.add(isKey ? "key." + field : slot + "." + field);
    }
    return names(shared, columns);
  }

  private static @Nullable List<String> first(
      @Nullable List<String> one, @Nullable List<String> other) {
    return one == null ? other : one;
  }

  /** The columns that hold these values as they are, or null if one is missing. */
  private static @Nullable List<String> names(List<String> reads, List<Column> columns) {
    List<String> names = new ArrayList<>();
    for (String read : reads) {
      String name = null;
      for (Column column : columns) {
        if (column.expression().canonical().equals(read)) {
          name = column.name();
          break;
        }
      }
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    return names;
  }
}
