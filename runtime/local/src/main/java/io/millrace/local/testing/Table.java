package io.millrace.local.testing;

import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.testing.ExpectedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left when changes are applied one after the other. */
final class Table {
  private Table() {}

  static List<Seen> of(ChangeMode mode, List<Seen> changes) {
    if (!(mode instanceof ChangeMode.Upsert upsert)) {
      return retracted(changes);
    }
    Map<List<Object>, Seen> rows = new LinkedHashMap<>();
    for (Seen row : changes) {
      List<Object> key = new ArrayList<>();
      upsert.key().forEach(name -> key.add(String.valueOf(row.values().get(name))));
      if (row.change() == ExpectedRow.Change.DELETE) {
        rows.remove(key);
      } else if (row.change() != ExpectedRow.Change.BEFORE) {
        rows.put(key, row);
      }
    }
    return List.copyOf(rows.values());
  }

  private static List<Seen> retracted(List<Seen> changes) {
    List<Seen> rows = new ArrayList<>();
    for (Seen row : changes) {
      boolean adds =
          row.change() != ExpectedRow.Change.DELETE && row.change() != ExpectedRow.Change.BEFORE;
      if (adds) {
        rows.add(row);
        continue;
      }
      for (int i = 0; i < rows.size(); i++) {
        if (Values.same(rows.get(i).values(), row.values(), 0)) {
          rows.remove(i);
          break;
        }
      }
    }
    return rows;
  }
}
