package io.millrace.compiler.optimize;

import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Record types with the fields alone that are needed, at any depth. */
final class RecordNarrowing {
  private final Map<String, Set<String>> used;
  private final Map<RecordType, RecordType> known = new LinkedHashMap<>();

  /**
   * @param used needed fields by name of the type
   */
  RecordNarrowing(Map<String, Set<String>> used) {
    this.used = used;
  }

  /** The same object where all is needed. */
  RecordType row(RecordType row) {
    RecordType narrowed = known.get(row);
    if (narrowed == null) {
      narrowed = narrowed(row);
      known.put(row, narrowed);
    }
    return narrowed;
  }

  private RecordType narrowed(RecordType row) {
    Set<String> fields = used.getOrDefault(row.name(), Set.of());
    List<Field> kept = row.fields().stream().filter(f -> fields.contains(f.name())).toList();
    if (kept.isEmpty()) {
      kept = row.fields();
    }
    List<Field> narrowed = kept.stream().map(this::field).toList();
    // A shared type without some of its fields is a class of this pipeline alone.
    return narrowed.equals(row.fields()) ? row : new RecordType(row.name(), narrowed);
  }

  private Field field(Field field) {
    Type type = type(field.type());
    return type.equals(field.type())
        ? field
        : new Field(
            field.name(),
            field.wireName(),
            type,
            field.nullable(),
            field.defaultValue(),
            field.aliases(),
            field.form());
  }

  private Type type(Type type) {
    if (type instanceof ListType list) {
      return new ListType(type(list.element()));
    }
    if (type instanceof MapType map) {
      return new MapType(type(map.value()));
    }
    return type instanceof RecordType record ? row(record) : type;
  }

  /** The values of a row, in the order of its fields, as those of the narrowed row. */
  List<@Nullable Object> values(RecordType row, List<@Nullable Object> values) {
    RecordType narrowed = row(row);
    List<@Nullable Object> kept = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Field field = row.fields().get(i);
      Object value = values.get(i);
      if (narrowed.field(field.name()) != null) {
        kept.add(value == null ? null : value(field.type(), value));
      }
    }
    return kept;
  }

  @SuppressWarnings("unchecked") // The shapes of values are those of PlanNode.ElementsSource.
  private Object value(Type type, Object value) {
    if (type instanceof RecordType record) {
      return values(record, (List<@Nullable Object>) value);
    }
    if (type instanceof ListType list) {
      return ((List<Object>) value).stream().map(item -> value(list.element(), item)).toList();
    }
    if (type instanceof MapType map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      ((Map<String, Object>) value).forEach((k, v) -> entries.put(k, value(map.value(), v)));
      return entries;
    }
    return value;
  }
}
