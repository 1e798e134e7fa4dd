package io.millrace.local.testing;

import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.StateSlot;
import io.millrace.compiler.testing.ExpectedRow;
import io.millrace.runtime.record.BoxedRows;
import io.millrace.runtime.record.RecordSerializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.internal.InternalKvState;
import org.jspecify.annotations.Nullable;

/** Reads the states of a process, for all of its keys, through Flink's own state backend. */
final class HeldState {
  private final KeyedProcess process;
  private final KeyedStateBackend<Object> backend;

  private HeldState(KeyedProcess process, KeyedStateBackend<Object> backend) {
    this.process = process;
    this.backend = backend;
  }

  /** A row for each key that holds anything: its fields, and the states that are set. */
  static List<Seen> of(KeyedProcess process, KeyedStateBackend<Object> backend) throws Exception {
    return new HeldState(process, backend).rows();
  }

  private List<Seen> rows() throws Exception {
    Set<Object> keys = new LinkedHashSet<>();
    for (StateSlot slot : process.slots()) {
      try (Stream<Object> of = backend.getKeys(slot.name(), VoidNamespace.INSTANCE)) {
        of.forEach(keys::add);
      }
    }
    List<Seen> rows = new ArrayList<>();
    for (Object key : keys) {
      backend.setCurrentKey(key);
      Map<String, Object> states = new LinkedHashMap<>();
      for (StateSlot slot : process.slots()) {
        Object held = held(slot);
        if (held != null) {
          states.put(slot.name(), held);
        }
      }
      if (!states.isEmpty()) { // else all of it has expired
        Map<String, Object> row = new LinkedHashMap<>(keyFields(key));
        row.putAll(states);
        rows.add(new Seen(-1, ExpectedRow.Change.NONE, row, null));
      }
    }
    return rows;
  }

  private Map<String, Object> keyFields(Object key) {
    if (process.keys().isEmpty()) {
      return Map.of();
    }
    return backend.getKeySerializer() instanceof RecordSerializer<Object> records
        ? BoxedRows.read(records, key)
        : Map.of(process.keys().get(0).name(), key);
  }

  private @Nullable Object held(StateSlot slot) throws Exception {
    return switch (slot.kind()) {
      case VALUE -> {
        ValueState<Object> state =
            state(new ValueStateDescriptor<>(slot.name(), anything(StringSerializer.INSTANCE)));
        yield boxed(serializer(state), state.value());
      }
      case LIST -> {
        ListState<Object> state =
            state(new ListStateDescriptor<>(slot.name(), anything(StringSerializer.INSTANCE)));
        TypeSerializer<?> element = ((ListSerializer<?>) serializer(state)).getElementSerializer();
        List<Object> items = new ArrayList<>();
        Iterable<Object> stored = state.get();
        if (stored != null) {
          stored.forEach(item -> items.add(boxed(element, item)));
        }
        yield items.isEmpty() ? null : items;
      }
      case MAP -> {
        MapState<Object, Object> state =
            state(
                new MapStateDescriptor<>(
                    slot.name(),
                    anything(StringSerializer.INSTANCE),
                    anything(StringSerializer.INSTANCE)));
        yield boxed(serializer(state), entries(state));
      }
    };
  }

  private static @Nullable Map<Object, Object> entries(MapState<Object, Object> state)
      throws Exception {
    Map<Object, Object> entries = new LinkedHashMap<>();
    Iterable<Map.Entry<Object, Object>> stored = state.entries();
    if (stored != null) {
      stored.forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    }
    return entries.isEmpty() ? null : entries;
  }

  /**
   * The state that the operator has registered: the backend goes by the name alone, and takes
   * nothing else from the descriptor.
   */
  private <S extends State> S state(StateDescriptor<S, ?> byName) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, byName);
  }

  private static TypeSerializer<?> serializer(State state) {
    return ((InternalKvState<?, ?, ?>) state).getValueSerializer();
  }

  @SuppressWarnings("unchecked") // Nothing is serialized with it.
  private static TypeSerializer<Object> anything(TypeSerializer<?> any) {
    return (TypeSerializer<Object>) any;
  }

  /** A value as rows of tests have it. */
  private static @Nullable Object boxed(TypeSerializer<?> serializer, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (serializer instanceof RecordSerializer<?> records) {
      @SuppressWarnings("unchecked") // The value is of its serializer's class.
      RecordSerializer<Object> rows = (RecordSerializer<Object>) records;
      return BoxedRows.read(rows, value);
    }
    if (serializer instanceof ListSerializer<?> list) {
      return ((List<?>) value)
          .stream().map(item -> boxed(list.getElementSerializer(), item)).toList();
    }
    if (serializer instanceof MapSerializer<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> entries.put(k, boxed(map.getValueSerializer(), v)));
      return entries;
    }
    return value;
  }
}
