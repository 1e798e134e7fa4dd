package io.millrace.runtime.join;

import org.apache.flink.api.common.state.ListState;

/** A side whose rows are only added and read: nothing of it ever changes or goes. */
record RowList<T>(ListState<StoredRow<T>> state) implements RowStore<T> {
  @Override
  public void add(StoredRow<T> row) throws Exception {
    state.add(row);
  }

  @Override
  public StoredRow<T> remove(T row) {
    throw new IllegalStateException("A row of a side that only adds is to be removed");
  }

  @Override
  public void forEach(Visitor<T> visitor) throws Exception {
    Iterable<StoredRow<T>> rows = state.get();
    if (rows == null) {
      return;
    }
    for (StoredRow<T> row : rows) {
      if (visitor.visit(row) != Fate.KEEP) {
        throw new IllegalStateException("A row of a side that only adds is to be changed");
      }
    }
  }
}
