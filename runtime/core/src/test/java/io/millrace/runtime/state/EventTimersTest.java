package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimersTest {
  /** A timer of a key. */
  private record Timer(String key, byte namespace, long time) {}

  /** What was called, and the watermark that the operator had then. */
  private record Call(String key, byte namespace, long time, long watermark) {}

  /** Sets the timers that it gets, and more of them when they are called. */
  private static final class Setter extends AbstractStreamOperator<Call>
      implements OneInputStreamOperator<Timer, Call>, Triggerable<String, Byte> {
    private static final long serialVersionUID = 1L;

    private final int most;
    private transient EventTimers timers;
    private transient InternalTimerService<Byte> service;

    /**
     * Creates one.
     *
     * @param most timers that wait; none: all are Flink's
     */
    Setter(int most) {
      this.most = most;
    }

    @Override
    public void open() throws Exception {
      super.open();
      service = getInternalTimerService("timers", ByteSerializer.INSTANCE, this);
      timers =
          new EventTimers(
              this, getTimeServiceManager().orElseThrow(), service, this::reached, most);
    }

    @Override
    public void processElement(StreamRecord<Timer> element) {
      set(element.getValue().namespace, element.getValue().time);
    }

    private void set(byte namespace, long time) {
      if (most == 0) {
        service.registerEventTimeTimer(namespace, time);
      } else {
        timers.register(namespace, time);
      }
    }

    @Override
    public void onEventTime(InternalTimer<String, Byte> timer) {
      timers.called(timer);
      reached(timer.getNamespace(), timer.getTimestamp());
    }

    private void reached(byte namespace, long time) {
      String key = (String) getCurrentKey();
      long watermark = most == 0 ? service.currentWatermark() : timers.currentWatermark();
      output.collect(new StreamRecord<>(new Call(key, namespace, time, watermark)));
      if (namespace == 0 && time < 600) {
        set((byte) 0, time + 20 + Math.floorMod(key.hashCode(), 7));
        set((byte) 3, time); // Nothing else sets it, so names of one time have any order.
        set((byte) 2, time + 4);
      }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, Byte> timer) {
      throw new IllegalStateException();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      if (most > 0) {
        timers.advance(mark.getTimestamp());
      }
      super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
      timers.flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      timers.flush();
      super.snapshotState(context);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Timer, Call> start(
      int most, boolean rocksdb, OperatorSubtaskState from) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(new Setter(most), Timer::key, Types.STRING);
    harness.setStateBackend(
        rocksdb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
    if (from != null) {
      harness.initializeState(from);
    }
    harness.open();
    return harness;
  }

  /** What is called by key, after each of many watermarks, with checkpoints and restores. */
  private static List<Map<String, List<Call>>> play(int most, boolean rocksdb, long seed)
      throws Exception {
    Random random = new Random(seed);
    List<Map<String, List<Call>>> calls = new ArrayList<>();
    var harness = start(most, rocksdb, null);
    try {
      long mark = 0;
      for (int step = 0; step < 400; step++) {
        int dice = random.nextInt(100);
        String key = "key" + random.nextInt(12);
        long time = mark - 2 + random.nextInt(30);
        byte namespace = (byte) random.nextInt(3);
        if (dice < 75) {
          harness.processElement(new StreamRecord<>(new Timer(key, namespace, time)));
        } else if (dice < 90) {
          mark += random.nextInt(12);
          harness.processWatermark(new Watermark(mark));
          calls.add(taken(harness.extractOutputValues()));
          harness.getOutput().clear();
        } else if (dice < 95) {
          harness.snapshot(step, step);
        } else {
          OperatorSubtaskState state = harness.snapshot(step, step);
          harness.close();
          harness = start(most, rocksdb, state);
        }
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      calls.add(taken(harness.extractOutputValues()));
      assertThat(harness.numEventTimeTimers()).isZero();
      return calls;
    } finally {
      harness.close();
    }
  }

  /** By key, in the order of calls; names of one time have no order. */
  private static Map<String, List<Call>> taken(List<Call> calls) {
    Map<String, List<Call>> byKey = new HashMap<>();
    for (Call call : calls) {
      List<Call> ofKey = byKey.computeIfAbsent(call.key, key -> new ArrayList<>());
      int place = ofKey.size();
      while (place > 0
          && ofKey.get(place - 1).time == call.time
          && ofKey.get(place - 1).namespace > call.namespace) {
        place--;
      }
      ofKey.add(place, call);
    }
    return byKey;
  }

  @ParameterizedTest
  @Tag("thorough")
  @CsvSource({
    "false, 100000, 1",
    "false, 100000, 2",
    "false, 100000, 3",
    "false, 8, 4",
    "false, 1, 5",
    "true, 100000, 6",
    "true, 20, 7"
  })
  void areCalledAsFlinksAlone(boolean rocksdb, int most, long seed) throws Exception {
    List<Map<String, List<Call>>> expected = play(0, false, seed);
    List<Map<String, List<Call>>> actual = play(most, rocksdb, seed);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).as("watermark " + i).isEqualTo(expected.get(i));
    }
  }

  @Test
  void areCalledInTheOrderOfTimeWhoeverHasThem() throws Exception {
    try (var harness = start(100, false, null)) {
      harness.processElement(new StreamRecord<>(new Timer("a", (byte) 1, 30)));
      harness.processElement(new StreamRecord<>(new Timer("a", (byte) 1, 10)));
      harness.snapshot(1, 1);
      harness.processElement(new StreamRecord<>(new Timer("b", (byte) 1, 20)));
      harness.processElement(new StreamRecord<>(new Timer("a", (byte) 1, 10)));
      harness.processElement(new StreamRecord<>(new Timer("b", (byte) 1, 40)));
      harness.processElement(new StreamRecord<>(new Timer("b", (byte) 1, 20)));
      harness.processWatermark(new Watermark(35));
      assertThat(harness.extractOutputValues())
          .containsExactly(
              new Call("a", (byte) 1, 10, 35),
              new Call("b", (byte) 1, 20, 35),
              new Call("a", (byte) 1, 30, 35));
    }
  }

  @Test
  void areFlinksFromACheckpointOn() throws Exception {
    try (var harness = start(100, true, null)) {
      for (int key = 0; key < 150; key++) {
        harness.processElement(new StreamRecord<>(new Timer("key" + key, (byte) 1, 10)));
      }
      assertThat(harness.numEventTimeTimers()).as("what has no room").isEqualTo(50);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.numEventTimeTimers()).isEqualTo(150);
    }
  }
}
