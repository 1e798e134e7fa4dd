package io.millrace.compiler.expr;

import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression sees: the fields of the row, bare or as {@code row.x}, and the slots
 * of its place ({@code param}, {@code window}, …). Immutable; make one a place and share it.
 */
public final class Scope {
  /** The slot that holds the row. */
  public static final String ROW = "row";

  /** Slots whose values are the same for every row, so that arguments of aggregates see them. */
  private static final Set<String> ARGUMENT_SLOTS = Set.of("param", "meta");

  /**
   * A name of the place.
   *
   * @param nullable whether the value may be absent; never for a record
   */
  record Slot(String name, Type type, boolean nullable) {}

  private final Map<String, Slot> slots;
  private final boolean aggregates;
  private final @Nullable RecordType argumentRow;
  private final Set<String> present;
  private final Map<String, RecordType> records = new LinkedHashMap<>();
  private final TypeChecker checker;

  private Scope(
      Map<String, Slot> slots,
      boolean aggregates,
      @Nullable RecordType argumentRow,
      Set<String> present) {
    // In the order of their declaration, which suggestions follow.
    this.slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    this.aggregates = aggregates;
    this.argumentRow = argumentRow;
    this.present = Set.copyOf(present);
    slots.values().forEach(slot -> collect(slot.type()));
    if (argumentRow != null) {
      collect(argumentRow);
    }
    this.checker = new TypeChecker(records);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Nullable RecordType row() {
    Slot slot = slots.get(ROW);
    return slot == null ? null : (RecordType) slot.type();
  }

  @Nullable Slot slot(String name) {
    return slots.get(name);
  }

  Collection<String> slotNames() {
    return slots.keySet();
  }

  boolean allowsAggregates() {
    return aggregates;
  }

  /** What the argument of an aggregate sees; null where there are no aggregates. */
  @Nullable Scope argumentScope() {
    if (argumentRow == null) {
      return null;
    }
    Map<String, Slot> visible = new LinkedHashMap<>();
    visible.put(ROW, new Slot(ROW, argumentRow, false));
    slots.forEach(
        (name, slot) -> {
          if (ARGUMENT_SLOTS.contains(name)) {
            visible.put(name, slot);
          }
        });
    return new Scope(visible, false, null, present);
  }

  /** Paths that are there, outside of the arguments of aggregates. */
  Set<String> present() {
    return aggregates ? Set.of() : present;
  }

  /** Paths that are there in the arguments of aggregates. */
  Set<String> argumentPresent() {
    return present;
  }

  TypeChecker checker() {
    return checker;
  }

  /** Every record type that a value of this scope can have, by name. */
  Map<String, RecordType> records() {
    return records;
  }

  private void collect(Type type) {
    if (type instanceof RecordType recordType) {
      if (records.putIfAbsent(recordType.name(), recordType) == null) {
        recordType.fields().forEach(field -> collect(field.type()));
      }
    } else if (type instanceof ListType list) {
      collect(list.element());
    } else if (type instanceof MapType map) {
      collect(map.value());
    }
  }

  /** Builds a scope. */
  public static final class Builder {
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private boolean aggregates;
    private @Nullable RecordType argumentRow;
    private Set<String> present = Set.of();

    private Builder() {}

    /** The fields that bare names mean; also {@code row.x}. */
    public Builder row(RecordType type) {
      return record(ROW, type);
    }

    /** A slot with fields: {@code window.start}, {@code param.threshold}. */
    public Builder record(String slot, RecordType type) {
      slots.put(slot, new Slot(slot, type, false));
      return this;
    }

    /** A slot that is itself a value: {@code index}. */
    public Builder value(String slot, Type type, boolean nullable) {
      slots.put(slot, new Slot(slot, type, nullable));
      return this;
    }

    /**
     * Allows aggregate functions. Inside their arguments the row is {@code rowOfArguments}, and of
     * the other slots only {@code param} and {@code meta} are seen.
     */
    public Builder aggregates(RecordType rowOfArguments) {
      aggregates = true;
      argumentRow = rowOfArguments;
      return this;
    }

    /**
     * What is known to be there although its type may be absent: paths of the row, {@code row.bid};
     * with aggregates, of the row of their arguments.
     */
    public Builder present(Set<String> paths) {
      present = paths;
      return this;
    }

    public Scope build() {
      return new Scope(slots, aggregates, argumentRow, present);
    }
  }
}
