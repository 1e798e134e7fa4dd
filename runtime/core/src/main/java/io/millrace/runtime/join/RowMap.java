package io.millrace.runtime.join;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * A side whose rows change or go, each under a number. Equal rows are kept as often as they came.
 *
 * <p>Rows are not themselves the keys of the map: the bytes of a map's keys can never change, and
 * rows get new fields in a job's next version.
 *
 * @param next the number of the next row; written with each row, so that it lives as long as any
 * @param same whether two rows are the same but for the kind of their change
 */
record RowMap<T>(MapState<Long, StoredRow<T>> rows, ValueState<Long> next, BiPredicate<T, T> same)
    implements RowStore<T> {
  @Override
  public void add(StoredRow<T> row) throws Exception {
    Long number = next.value();
    long id = number == null ? 0 : number;
    rows.put(id, row);
    next.update(id + 1);
  }

  @Override
  public @Nullable StoredRow<T> remove(T row) throws Exception {
    Iterator<Map.Entry<Long, StoredRow<T>>> entries = rows.iterator();
    while (entries.hasNext()) {
      StoredRow<T> stored = entries.next().getValue();
      if (same.test(stored.row, row)) {
        entries.remove();
        return stored;
      }
    }
    return null;
  }

  @Override
  public void forEach(Visitor<T> visitor) throws Exception {
    Iterator<Map.Entry<Long, StoredRow<T>>> entries = rows.iterator();
    Map<Long, StoredRow<T>> written = new LinkedHashMap<>();
    while (entries.hasNext()) {
      Map.Entry<Long, StoredRow<T>> entry = entries.next();
      StoredRow<T> row = entry.getValue();
      switch (visitor.visit(row)) {
        case KEEP -> {}
        case WRITE -> written.put(entry.getKey(), row);
        case REMOVE -> entries.remove();
      }
    }
    if (!written.isEmpty()) {
      // With a time to live, what is set on an entry of Flink's iterator goes nowhere.
      rows.putAll(written);
      Long number = next.value();
      next.update(number == null ? 0 : number);
    }
  }
}
