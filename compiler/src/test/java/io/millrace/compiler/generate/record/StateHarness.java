package io.millrace.compiler.generate.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One run of a keyed operator whose state holds generated records: as a value, with TTL, in a list,
 * and in a map. The records' classes come from a class loader, as those of a job do.
 */
final class StateHarness implements AutoCloseable {
  /** Flink's backends. */
  enum Backend {
    HEAP,
    ROCKSDB;

    StateBackend create() {
      return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
    }
  }

  /** Something for the operator to do: store a record, or, without one, emit what is stored. */
  record Command(Object key, @Nullable Object value) {}

  private final KeyedOneInputStreamOperatorTestHarness<Object, Command, Object> harness;

  /**
   * Starts the operator.
   *
   * @param value type of the records in state, or null to leave restored state alone
   * @param restored what an earlier run left
   */
  StateHarness(
      Backend backend,
      ClassLoader classes,
      TypeInformation<Object> key,
      @Nullable TypeInformation<Object> value,
      @Nullable OperatorSubtaskState restored)
      throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Stored(value)),
            Command::key,
            key,
            new MockEnvironmentBuilder()
                .setUserCodeClassLoader(classes)
                .setMaxParallelism(16)
                .setManagedMemorySize(32 << 20)
                .build());
    harness.setStateBackend(backend.create());
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  void put(Object key, Object value) throws Exception {
    harness.processElement(new Command(key, value), 0);
  }

  /** What state holds for a key: value, value with TTL, list, map. */
  List<Object> get(Object key) throws Exception {
    harness.getOutput().clear();
    harness.processElement(new Command(key, null), 0);
    return new ArrayList<>(harness.extractOutputValues());
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
    harness.getEnvironment().close();
  }

  private static final class Stored extends KeyedProcessFunction<Object, Command, Object> {
    private static final long serialVersionUID = 1L;

    private final @Nullable TypeInformation<Object> type;
    private transient @Nullable ValueState<Object> value;
    private transient @Nullable ValueState<Object> aging;
    private transient @Nullable ListState<Object> list;
    private transient @Nullable MapState<String, Object> map;

    Stored(@Nullable TypeInformation<Object> type) {
      this.type = type;
    }

    @Override
    public void open(OpenContext context) {
      if (type == null) {
        return;
      }
      value = getRuntimeContext().getState(new ValueStateDescriptor<>("value", type));
      ValueStateDescriptor<Object> withTtl = new ValueStateDescriptor<>("aging", type);
      withTtl.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(1)).build());
      aging = getRuntimeContext().getState(withTtl);
      list = getRuntimeContext().getListState(new ListStateDescriptor<>("list", type));
      map = getRuntimeContext().getMapState(new MapStateDescriptor<>("map", Types.STRING, type));
    }

    @Override
    public void processElement(Command command, Context context, Collector<Object> out)
        throws Exception {
      if (value == null || aging == null || list == null || map == null) {
        return;
      }
      Object row = command.value();
      if (row != null) {
        value.update(row);
        aging.update(row);
        list.add(row);
        map.put("k" + row.hashCode() % 7, row);
        return;
      }
      out.collect(value.value());
      out.collect(aging.value());
      list.get().forEach(out::collect);
      Map<String, Object> sorted = new TreeMap<>();
      map.entries().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      sorted.values().forEach(out::collect);
    }
  }
}
