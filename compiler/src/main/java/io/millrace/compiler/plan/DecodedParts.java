package io.millrace.compiler.plan;

import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which records in the fields of rows are decoded in part, as {@code Bid: auction, price}. */
final class DecodedParts {
  private final Map<String, Integer> declared = new HashMap<>();
  private final Map<String, RecordType> parts = new LinkedHashMap<>();

  DecodedParts(RecordType wire) {
    collect(wire);
  }

  private void collect(RecordType record) {
    if (declared.put(record.name(), record.fields().size()) == null) {
      records(record).forEach(this::collect);
    }
  }

  List<String> of(RecordType decoded) {
    for (RecordType nested : records(decoded)) {
      if (nested.fields().size() < declared.getOrDefault(nested.name(), 0)) {
        parts.put(nested.name(), nested);
      }
      of(nested);
    }
    return parts.values().stream()
        .map(part -> part.name() + ": " + String.join(", ", names(part)))
        .toList();
  }

  private static List<String> names(RecordType record) {
    return record.fields().stream().map(Field::name).toList();
  }

  private static List<RecordType> records(RecordType row) {
    List<RecordType> found = new ArrayList<>();
    row.fields().forEach(field -> find(field.type(), found));
    return found;
  }

  private static void find(Type type, List<RecordType> into) {
    if (type instanceof ListType list) {
      find(list.element(), into);
    } else if (type instanceof MapType map) {
      find(map.value(), into);
    } else if (type instanceof RecordType record) {
      into.add(record);
    }
  }
}
