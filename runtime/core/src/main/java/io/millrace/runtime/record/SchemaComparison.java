package io.millrace.runtime.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether state stored with one schema can be read with another, field by field.
 *
 * <p>A field is found by its name, else by an alias of the new field. Same fields in the same order
 * are read as they are, whatever their Java names. Added fields (nullable, with a default, or of an
 * accumulator), removed and reordered fields, {@code int} that became {@code double} or a wide
 * decimal, decimals with more digits, and fields that became nullable are migrated. Any other
 * change of a type, a new required field without a default, and any change of a key are
 * incompatible.
 *
 * @param verdict what may be done with old bytes
 * @param reasons why they cannot be read, for a person; empty unless incompatible
 */
public record SchemaComparison(Verdict verdict, List<String> reasons) {
  /** How many digits a 64-bit number can have. */
  private static final int INT_DIGITS = 19;

  /** What may be done with old bytes. */
  public enum Verdict {
    SAME,
    MIGRATE,
    INCOMPATIBLE
  }

  public SchemaComparison {
    reasons = List.copyOf(reasons);
  }

  public static SchemaComparison compare(RecordSchema old, RecordSchema now) {
    List<String> reasons = new ArrayList<>();
    boolean same = sameRecord(old, now, "", reasons);
    boolean key = old.kind() == RecordSchema.Kind.KEY || now.kind() == RecordSchema.Kind.KEY;
    if (key && !same && reasons.isEmpty()) {
      reasons.add("its fields changed, and keys are never migrated");
    }
    Verdict verdict =
        !reasons.isEmpty() ? Verdict.INCOMPATIBLE : same ? Verdict.SAME : Verdict.MIGRATE;
    return new SchemaComparison(verdict, reasons);
  }

  /** The place of the stored field that becomes {@code field}, or -1 if there is none. */
  static int sourceIndex(RecordSchema old, FieldSchema field, RecordSchema now) {
    int byName = indexOf(old, field.name());
    if (byName >= 0) {
      return byName;
    }
    for (String alias : field.aliases()) {
      int byAlias = indexOf(old, alias);
      if (byAlias >= 0 && indexOf(now, alias) < 0) {
        return byAlias;
      }
    }
    return -1;
  }

  private static int indexOf(RecordSchema schema, String name) {
    for (int i = 0; i < schema.fields().size(); i++) {
      if (schema.fields().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the bytes are the same; adds a reason for each field that cannot be read. */
  private static boolean sameRecord(
      RecordSchema old, RecordSchema now, String path, List<String> reasons) {
    boolean same = old.fields().size() == now.fields().size();
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < now.fields().size(); i++) {
      FieldSchema field = now.fields().get(i);
      String name = path + field.name();
      int index = sourceIndex(old, field, now);
      if (field.type() instanceof FieldType.DistinctOf distinct) {
        same = same && index == i && old.fields().get(i).type().equals(distinct);
        sameFilters(old, distinct, path, reasons);
      } else if (index >= 0 && !taken.add(index)) {
        reasons.add("field " + name + ": an alias names a stored field that another field takes");
      } else if (index < 0) {
        same = false;
        if (!fillable(field, now)) {
          reasons.add("field " + name + " is new, required, and has no default");
        }
      } else {
        boolean sameBytes = sameField(old.fields().get(index), field, now, name, reasons);
        same = same && sameBytes && index == i;
      }
    }
    return same;
  }

  /** Where a stored record has the values that passed a filter. */
  record FilterPlace(int field, int bit, FieldType element) {}

  /** The set that has a filter's name, or the distinct values that have a bit for it; or null. */
  static @Nullable FilterPlace filterPlace(RecordSchema record, String filter) {
    for (int i = 0; i < record.fields().size(); i++) {
      FieldSchema field = record.fields().get(i);
      if (field.type() instanceof FieldType.SetOf set && field.name().equals(filter)) {
        return new FilterPlace(i, 0, set.element());
      }
      if (field.type() instanceof FieldType.DistinctOf distinct) {
        int bit = distinct.filters().indexOf(filter);
        if (bit >= 0) {
          return new FilterPlace(i, bit, distinct.element());
        }
      }
    }
    return null;
  }

  /** Adds a reason for each filter whose stored values cannot be read. */
  private static void sameFilters(
      RecordSchema old, FieldType.DistinctOf now, String path, List<String> reasons) {
    for (String filter : now.filters()) {
      FilterPlace place = filterPlace(old, filter);
      if (place != null) {
        boolean unused = sameType(place.element(), now.element(), path + filter + "[]", reasons);
      }
    }
  }

  private static boolean fillable(FieldSchema field, RecordSchema now) {
    return field.nullable()
        || field.defaultValue() != null
        || field.type() == FieldType.BYTE
        || now.kind() == RecordSchema.Kind.ACCUMULATOR;
  }

  private static boolean sameField(
      FieldSchema old, FieldSchema now, RecordSchema nowRecord, String name, List<String> reasons) {
    if (old.nullable() && !now.nullable() && !fillable(now, nowRecord)) {
      reasons.add(
          "field " + name + " may be absent in the state, but is now required and has no default");
    }
    boolean sameBytes = sameType(old.type(), now.type(), name, reasons);
    return sameBytes && old.nullable() == now.nullable();
  }

  /** Whether every value of the old type is one of the new type, or a double near to it. */
  private static boolean isWidened(FieldType old, FieldType now) {
    if (now instanceof FieldType.Decimal to) {
      int whole = to.precision() - to.scale();
      return old instanceof FieldType.Decimal from
          ? from.scale() <= to.scale() && from.precision() - from.scale() <= whole
          : old == FieldType.INT && whole >= INT_DIGITS;
    }
    return old == FieldType.INT && now == FieldType.DOUBLE;
  }

  private static boolean sameType(FieldType old, FieldType now, String name, List<String> reasons) {
    if (old instanceof FieldType.ListOf from && now instanceof FieldType.ListOf to) {
      return sameType(from.element(), to.element(), name + "[]", reasons);
    }
    if (old instanceof FieldType.SetOf from && now instanceof FieldType.SetOf to) {
      return sameType(from.element(), to.element(), name + "[]", reasons);
    }
    if (old instanceof FieldType.CountsOf from && now instanceof FieldType.CountsOf to) {
      return sameType(from.element(), to.element(), name + "[]", reasons);
    }
    if (old instanceof FieldType.MapOf from && now instanceof FieldType.MapOf to) {
      return sameType(from.value(), to.value(), name + "[]", reasons);
    }
    if (old instanceof FieldType.RecordOf from && now instanceof FieldType.RecordOf to) {
      return sameRecord(from.schema(), to.schema(), name + ".", reasons);
    }
    if (old.equals(now)) {
      return true;
    }
    if (!isWidened(old, now)) {
      reasons.add(
          "field " + name + " is " + old.display() + " in the state, but now " + now.display());
    }
    return false;
  }
}
