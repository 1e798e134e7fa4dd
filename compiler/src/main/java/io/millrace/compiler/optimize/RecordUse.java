package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.RecordReads;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of record types, rows and the records in their fields alike, that something needs. A type
 * is one class in all of a pipeline, so need is counted by its name.
 */
final class RecordUse {
  private final Map<String, Set<String>> used = new HashMap<>();

  /** Needed fields of a type, to which more can be added. */
  Set<String> of(RecordType record) {
    return used.computeIfAbsent(record.name(), k -> new LinkedHashSet<>());
  }

  Map<String, Set<String>> byType() {
    return used;
  }

  int size() {
    return used.values().stream().mapToInt(Set::size).sum();
  }

  /**
   * What an expression reads of records in fields.
   *
   * @param used whether all of its value is needed here; if not, those who read it say what they
   *     need
   */
  void read(TypedExpression expression, boolean used) {
    RecordReads.of(expression, used, (record, field) -> of(record).add(field), this::whole);
  }

  /** Needs a value with all that is in it, at any depth. */
  void whole(Type type) {
    if (type instanceof ListType list) {
      whole(list.element());
    } else if (type instanceof MapType map) {
      whole(map.value());
    } else if (type instanceof RecordType record) {
      for (Field field : record.fields()) {
        of(record).add(field.name());
        whole(field.type());
      }
    }
  }

  /** Needs the fields of a row that it needs already with all that is in them. */
  void wholeFields(RecordType row) {
    wholeFields(row, of(row));
  }

  /** Needs some fields of a row with all that is in them. */
  void wholeFields(RecordType row, Set<String> fields) {
    List<Field> needed = row.fields().stream().filter(f -> fields.contains(f.name())).toList();
    needed.forEach(field -> of(row).add(field.name()));
    needed.forEach(field -> whole(field.type()));
  }

  /** Records of which only their presence counts have a field all the same. */
  void keepPresent(RecordType row) {
    Set<String> fields = Set.copyOf(of(row));
    row.fields().stream().filter(f -> fields.contains(f.name())).forEach(f -> present(f.type()));
  }

  private void present(Type type) {
    if (type instanceof ListType list) {
      present(list.element());
    } else if (type instanceof MapType map) {
      present(map.value());
    } else if (type instanceof RecordType record) {
      if (of(record).isEmpty()) {
        of(record).add(cheapest(record));
      }
      keepPresent(record);
    }
  }

  /** A field that costs little, where one is needed whichever it is. */
  static String cheapest(RecordType record) {
    return record.fields().stream()
        .filter(Field::nullable)
        .findFirst()
        .or(() -> record.fields().stream().filter(f -> f.type() instanceof ScalarType).findFirst())
        .orElse(record.fields().get(0))
        .name();
  }
}
