package io.millrace.runtime.join;

import io.millrace.runtime.state.KeyedLists;
import org.apache.flink.runtime.state.VoidNamespace;

/** A side whose rows are only added and read: nothing of it ever changes or goes. */
record RowList<T>(KeyedLists<VoidNamespace, StoredRow<T>> rows) implements RowStore<T> {
  @Override
  public void add(StoredRow<T> row) throws Exception {
    rows.add(VoidNamespace.INSTANCE, row);
  }

  @Override
  public StoredRow<T> remove(T row) {
    throw new IllegalStateException("A row of a side that only adds is to be removed");
  }

  @Override
  public void forEach(Visitor<T> visitor) throws Exception {
    rows.forEach(
        VoidNamespace.INSTANCE,
        row -> {
          if (visitor.visit(row) != Fate.KEEP) {
            throw new IllegalStateException("A row of a side that only adds is to be changed");
          }
        });
  }
}
