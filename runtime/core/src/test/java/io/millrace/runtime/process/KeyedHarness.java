package io.millrace.runtime.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * A process function over texts {@code key:value} as subtasks in harnesses. The tests own both
 * clocks; rows come out as texts.
 */
final class KeyedHarness implements AutoCloseable {
  private static final int MAX_PARALLELISM = 16;

  private final Supplier<KeyedProcessFunction<String, String, String>> function;
  private final boolean rocksdb;
  private final List<KeyedOneInputStreamOperatorTestHarness<String, String, String>> subtasks =
      new ArrayList<>();
  private long clock;

  KeyedHarness(Supplier<KeyedProcessFunction<String, String, String>> function, boolean rocksdb)
      throws Exception {
    this.function = function;
    this.rocksdb = rocksdb;
    start(1, null);
  }

  private void start(int parallelism, OperatorSubtaskState from) throws Exception {
    int before = subtasks.size();
    subtasks.clear();
    for (int index = 0; index < parallelism; index++) {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<String, String, String>(
              new KeyedProcessOperator<>(function.get()),
              row -> row.substring(0, row.indexOf(':')),
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              index);
      harness.setStateBackend(
          rocksdb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
      harness.setProcessingTime(clock);
      harness.setStateTtlProcessingTime(clock);
      harness.setup(
          Types.STRING.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
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
  void restore(int parallelism) throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (var harness : subtasks) {
      states.add(harness.snapshot(1, 1));
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    close();
    start(parallelism, all);
  }

  void row(String row, long timestamp) throws Exception {
    String key = row.substring(0, row.indexOf(':'));
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, subtasks.size());
    subtasks.get(subtask).processElement(row, timestamp);
  }

  void watermark(long time) throws Exception {
    for (var harness : subtasks) {
      harness.processWatermark(new Watermark(time));
    }
  }

  /** Moves the clock of timers and of TTL. */
  void clock(long time) throws Exception {
    clock = time;
    for (var harness : subtasks) {
      harness.setProcessingTime(time);
      harness.setStateTtlProcessingTime(time);
    }
  }

  /** What came out since the last call. */
  List<String> take() {
    List<String> taken = new ArrayList<>();
    for (var harness : subtasks) {
      for (Object out : harness.getOutput()) {
        if (out instanceof StreamRecord<?> record) {
          taken.add(String.valueOf(record.getValue()));
        }
      }
      harness.getOutput().clear();
    }
    return taken;
  }

  int eventTimers() {
    return subtasks.stream().mapToInt(harness -> harness.numEventTimeTimers()).sum();
  }

  int processingTimers() {
    return subtasks.stream().mapToInt(harness -> harness.numProcessingTimeTimers()).sum();
  }

  @Override
  public void close() throws Exception {
    for (var harness : subtasks) {
      harness.close();
    }
  }
}
