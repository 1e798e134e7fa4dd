package io.millrace.runtime.state;

import java.util.List;
import org.apache.flink.runtime.state.internal.InternalListState;

/**
 * Lists of rows by name, for each key.
 *
 * @param <N> names of lists
 */
public interface KeyedLists<N, T> {
  /** Adds a row to a list of the current key. */
  void add(N name, T row) throws Exception;

  /** Adds the rows of a list of the current key to another list, in the order they came. */
  void copy(N name, List<T> into) throws Exception;

  /** Removes a list of the current key. */
  void remove(N name) throws Exception;

  /** The lists of a state as they are. */
  static <N, T> KeyedLists<N, T> of(InternalListState<?, N, T> state) {
    return new KeyedLists<>() {
      @Override
      public void add(N name, T row) throws Exception {
        state.setCurrentNamespace(name);
        state.add(row);
      }

      @Override
      public void copy(N name, List<T> into) throws Exception {
        state.setCurrentNamespace(name);
        Iterable<T> rows = state.get();
        if (rows != null) {
          rows.forEach(into::add);
        }
      }

      @Override
      public void remove(N name) {
        state.setCurrentNamespace(name);
        state.clear();
      }
    };
  }
}
