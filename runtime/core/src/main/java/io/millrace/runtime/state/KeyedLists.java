package io.millrace.runtime.state;

import org.apache.flink.runtime.state.internal.InternalListState;

/**
 * Lists of rows by name, for each key.
 *
 * @param <N> names of lists
 */
public interface KeyedLists<N, T> {
  /** Adds a row to a list of the current key. */
  void add(N name, T row) throws Exception;

  /** Goes through the rows of a list of the current key, in the order they came. */
  void forEach(N name, Visitor<T> visitor) throws Exception;

  /** Removes a list of the current key. */
  void remove(N name) throws Exception;

  /** What is done with each row. */
  interface Visitor<T> {
    void visit(T row) throws Exception;
  }

  /** The lists of a state as they are. */
  static <N, T> KeyedLists<N, T> of(InternalListState<?, N, T> state) {
    return new KeyedLists<>() {
      @Override
      public void add(N name, T row) throws Exception {
        state.setCurrentNamespace(name);
        state.add(row);
      }

      @Override
      public void forEach(N name, Visitor<T> visitor) throws Exception {
        state.setCurrentNamespace(name);
        Iterable<T> rows = state.get();
        if (rows != null) {
          for (T row : rows) {
            visitor.visit(row);
          }
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
