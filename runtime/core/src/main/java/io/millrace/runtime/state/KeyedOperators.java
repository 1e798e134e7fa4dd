package io.millrace.runtime.state;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/** Makes operators of keyed functions, for {@code keyed.transform(name, outputType, operator)}. */
public final class KeyedOperators {
  private KeyedOperators() {}

  /**
   * Runs the function. A backend that keeps state as bytes (RocksDB) gets the values that changed
   * ahead of each checkpoint, and when they have not been used for long, instead of with each row.
   */
  public static <K, IN, OUT> OneInputStreamOperator<IN, OUT> process(
      BufferedFunction<K, IN, OUT> function) {
    return new BufferingOperator<>(function);
  }

  private static final class BufferingOperator<K, IN, OUT>
      extends KeyedProcessOperator<K, IN, OUT> {
    private static final long serialVersionUID = 1L;

    private final BufferedFunction<K, IN, OUT> buffered;

    private transient StateBuffers buffers;

    BufferingOperator(BufferedFunction<K, IN, OUT> function) {
      super(function);
      this.buffered = function;
    }

    @Override
    public void open() throws Exception {
      buffers = StateBuffers.of(this);
      buffered.useBuffers(buffers);
      super.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      buffers.flush();
      super.snapshotState(context);
    }
  }
}
