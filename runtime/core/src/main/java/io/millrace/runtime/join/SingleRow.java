package io.millrace.runtime.join;

import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** A side that has one row a key. */
record SingleRow<T>(ValueState<StoredRow<T>> state) implements RowStore<T> {
  /** The row, or null. */
  @Nullable StoredRow<T> get() throws Exception {
    return state.value();
  }

  @Override
  public void add(StoredRow<T> row) throws Exception {
    state.update(row);
  }

  @Override
  public @Nullable StoredRow<T> remove(T row) throws Exception {
    StoredRow<T> removed = state.value();
    state.clear();
    return removed;
  }

  @Override
  public void forEach(Visitor<T> visitor) throws Exception {
    StoredRow<T> row = state.value();
    if (row == null) {
      return;
    }
    switch (visitor.visit(row)) {
      case KEEP -> {}
      case WRITE -> state.update(row);
      case REMOVE -> state.clear();
    }
  }
}
