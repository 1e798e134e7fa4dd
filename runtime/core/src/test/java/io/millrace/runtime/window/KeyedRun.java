package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** A keyed operator as several subtasks in harnesses, which can be stopped and rescaled. */
public final class KeyedRun<IN, OUT> implements AutoCloseable {
  static final int MAX_PARALLELISM = 8;

  private final Supplier<OneInputStreamOperator<IN, OUT>> operator;
  private final KeySelector<IN, String> keySelector;
  private final boolean rocksdb;
  final List<KeyedOneInputStreamOperatorTestHarness<String, IN, OUT>> subtasks = new ArrayList<>();

  public KeyedRun(
      Supplier<OneInputStreamOperator<IN, OUT>> operator,
      KeySelector<IN, String> keySelector,
      boolean rocksdb)
      throws Exception {
    this.operator = operator;
    this.keySelector = keySelector;
    this.rocksdb = rocksdb;
    start(1, null);
  }

  private void start(int parallelism, OperatorSubtaskState from) throws Exception {
    int before = subtasks.size();
    subtasks.clear();
    for (int index = 0; index < parallelism; index++) {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              operator.get(), keySelector, Types.STRING, MAX_PARALLELISM, parallelism, index);
      StateBackend backend =
          rocksdb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
      harness.setStateBackend(backend);
      if (from != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                from, MAX_PARALLELISM, before, parallelism, index));
      }
      harness.open();
      subtasks.add(harness);
    }
  }

  /** Takes a savepoint and starts again from it. */
  public void restore(int parallelism) throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (var harness : subtasks) {
      states.add(harness.snapshot(1, 1));
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    for (var harness : subtasks) {
      harness.close();
    }
    start(parallelism, all);
  }

  /** The subtask that owns a key. */
  int subtaskOf(String key) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        key, MAX_PARALLELISM, subtasks.size());
  }

  public void row(IN row, long timestamp) throws Exception {
    subtasks.get(subtaskOf(keySelector.getKey(row))).processElement(row, timestamp);
  }

  public void watermark(int subtask, long time) throws Exception {
    subtasks.get(subtask).processWatermark(new Watermark(time));
  }

  public void watermark(long time) throws Exception {
    for (int subtask = 0; subtask < subtasks.size(); subtask++) {
      watermark(subtask, time);
    }
  }

  /** Moves the clock of all subtasks. */
  void processingTime(long time) throws Exception {
    for (var harness : subtasks) {
      harness.setProcessingTime(time);
    }
  }

  /** Results since the last call, per subtask in their order. */
  public List<StreamRecord<OUT>> take() {
    List<StreamRecord<OUT>> taken = new ArrayList<>();
    for (var harness : subtasks) {
      for (Object out : harness.getOutput()) {
        if (out instanceof StreamRecord<?> record) {
          @SuppressWarnings("unchecked")
          StreamRecord<OUT> result = (StreamRecord<OUT>) record;
          taken.add(result);
        }
      }
      harness.getOutput().clear();
    }
    return taken;
  }

  /** Rows in a side output since the last call. */
  public List<IN> takeSide(OutputTag<IN> tag) {
    List<IN> taken = new ArrayList<>();
    for (var harness : subtasks) {
      var side = harness.getSideOutput(tag);
      if (side != null) {
        side.forEach(record -> taken.add(record.getValue()));
        side.clear();
      }
    }
    return taken;
  }

  /** Keyed state entries, of heap state only. */
  public int stateEntries() {
    return subtasks.stream().mapToInt(harness -> harness.numKeyedStateEntries()).sum();
  }

  @Override
  public void close() throws Exception {
    for (var harness : subtasks) {
      harness.close();
    }
  }
}
