package io.millrace.runtime.join;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** A join as several subtasks in harnesses, which can be stopped and rescaled. */
final class JoinRun implements AutoCloseable {
  static final int MAX_PARALLELISM = 8;

  private final Supplier<TwoInputStreamOperator<JoinRow, JoinRow, String>> operator;
  private final boolean rocksdb;
  final List<KeyedTwoInputStreamOperatorTestHarness<String, JoinRow, JoinRow, String>> subtasks =
      new ArrayList<>();
  private final List<StreamRecord<String>> untaken = new ArrayList<>();
  private long time;

  JoinRun(Supplier<TwoInputStreamOperator<JoinRow, JoinRow, String>> operator, boolean rocksdb)
      throws Exception {
    this.operator = operator;
    this.rocksdb = rocksdb;
    start(1, null);
  }

  private void start(int parallelism, OperatorSubtaskState from) throws Exception {
    int before = subtasks.size();
    subtasks.clear();
    for (int index = 0; index < parallelism; index++) {
      var harness =
          new KeyedTwoInputStreamOperatorTestHarness<String, JoinRow, JoinRow, String>(
              operator.get(),
              row -> row.key,
              row -> row.key,
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              index);
      harness.setStateBackend(
          rocksdb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
      if (from != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                from, MAX_PARALLELISM, before, parallelism, index));
      }
      harness.open();
      harness.setStateTtlProcessingTime(time);
      subtasks.add(harness);
    }
  }

  /** Takes a savepoint and starts again from it. */
  void restore(int parallelism) throws Exception {
    untaken.addAll(collect());
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

  private KeyedTwoInputStreamOperatorTestHarness<String, JoinRow, JoinRow, String> owner(
      String key) {
    return subtasks.get(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, subtasks.size()));
  }

  void left(JoinRow row) throws Exception {
    owner(row.key).processElement1(new StreamRecord<>(row, row.time));
  }

  void right(JoinRow row) throws Exception {
    owner(row.key).processElement2(new StreamRecord<>(row, row.time));
  }

  void watermark(long mark) throws Exception {
    for (var harness : subtasks) {
      harness.processWatermark1(new Watermark(mark));
      harness.processWatermark2(new Watermark(mark));
    }
  }

  /** Moves the clock that forgets state. */
  void ttlTime(long millis) throws Exception {
    time = millis;
    for (var harness : subtasks) {
      harness.setStateTtlProcessingTime(millis);
    }
  }

  /** Results since the last call. */
  List<StreamRecord<String>> take() {
    List<StreamRecord<String>> taken = new ArrayList<>(untaken);
    untaken.clear();
    taken.addAll(collect());
    return taken;
  }

  /** Results since the last call, without their times. */
  List<String> texts() {
    return take().stream().map(StreamRecord::getValue).toList();
  }

  /** Results since the last call, as {@code text@time}. */
  List<String> timed() {
    return take().stream().map(r -> r.getValue() + "@" + r.getTimestamp()).toList();
  }

  private List<StreamRecord<String>> collect() {
    List<StreamRecord<String>> taken = new ArrayList<>();
    for (var harness : subtasks) {
      for (Object out : harness.getOutput()) {
        if (out instanceof StreamRecord<?> record) {
          @SuppressWarnings("unchecked")
          StreamRecord<String> result = (StreamRecord<String>) record;
          taken.add(result);
        }
      }
      harness.getOutput().clear();
    }
    return taken;
  }

  /** Rows in a side output since the last call. */
  List<String> side(OutputTag<JoinRow> tag) {
    List<String> taken = new ArrayList<>();
    for (var harness : subtasks) {
      var side = harness.getSideOutput(tag);
      if (side != null) {
        side.forEach(record -> taken.add(record.getValue().toString()));
        side.clear();
      }
    }
    return taken;
  }

  /** Keyed state entries, of heap state only. */
  int stateEntries() {
    return subtasks.stream().mapToInt(harness -> harness.numKeyedStateEntries()).sum();
  }

  @Override
  public void close() throws Exception {
    for (var harness : subtasks) {
      harness.close();
    }
  }
}
