package io.millrace.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.state.BufferedFunction;
import io.millrace.runtime.state.KeyedOperators;
import io.millrace.runtime.window.KeyedRun;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per key. */
final class DeduplicateTest {
  private static class Same extends Versions<TestRow, TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TestRow version(TestRow row, byte changeKind) {
      return row.withChangeKind(changeKind);
    }
  }

  private static final class Larger extends Same {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(TestRow a, TestRow b) {
      return Long.compare(a.at(), b.at());
    }
  }

  private static String show(TestRow row) {
    return RowKind.fromByteValue(row.changeKind()).shortString() + row.name() + row.at();
  }

  private static List<String> taken(KeyedRun<TestRow, TestRow> run) {
    return run.take().stream().map(record -> show(record.getValue())).toList();
  }

  private static KeyedRun<TestRow, TestRow> firstWithin(boolean rocksdb) throws Exception {
    return new KeyedRun<>(
        () -> new FirstRowWithin<String, TestRow>(Duration.ofMillis(10)), TestRow::name, rocksdb);
  }

  private static LastRow<String, TestRow, TestRow> same() {
    return new LastRow<>(new Same(), TestRow.TYPE);
  }

  private static LastRow<String, TestRow, TestRow> larger() {
    return new LastRow<String, TestRow, TestRow>(new Larger(), TestRow.TYPE).ordered();
  }

  private static KeyedRun<TestRow, TestRow> last(
      Supplier<? extends BufferedFunction<String, TestRow, TestRow>> function, boolean rocksdb)
      throws Exception {
    return new KeyedRun<>(() -> KeyedOperators.process(function.get()), TestRow::name, rocksdb);
  }

  private static KeyedRun<TestRow, TestRow> withOldValues(
      Supplier<LastRow<String, TestRow, TestRow>> function) throws Exception {
    return last(() -> function.get().within(Duration.ofMillis(10)).updateBefore(), false);
  }

  /** A function that is another one with each start. */
  private static <T> Supplier<T> inTurn(List<T> functions) {
    Iterator<T> next = functions.iterator();
    return next::next;
  }

  /** What wrote savepoints in which each key has its last row. */
  private static final class OldState extends BufferedFunction<String, TestRow, TestRow> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Tuple2<Long, TestRow>> last;

    @Override
    public void open(OpenContext context) {
      last = valueState("last", Types.TUPLE(Types.LONG, TestRow.TYPE), null);
    }

    @Override
    public void processElement(TestRow row, Context context, Collector<TestRow> out)
        throws Exception {
      last.update(Tuple2.of(context.timestamp(), row));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void passesTheFirstRowOfASpanOfEventTime(boolean rocksdb) throws Exception {
    try (var run = firstWithin(rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("a", 2), 109);
      run.row(new TestRow("b", 3), 105);
      run.row(new TestRow("a", 4), 95);
      run.row(new TestRow("a", 5), 110);
      run.row(new TestRow("a", 6), 111);
      assertThat(taken(run)).containsExactly("+Ia1", "+Ib3", "+Ia5");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dropsWhatIsTooLateToBeToldApartAlsoAfterARestore(boolean rocksdb) throws Exception {
    try (var run = firstWithin(rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("b", 2), 100);
      run.watermark(108);
      run.restore(3);
      run.row(new TestRow("a", 3), 100);
      assertThat(taken(run)).isEmpty();
      run.watermark(109);
      run.restore(2);
      run.row(new TestRow("a", 4), 100);
      run.row(new TestRow("b", 5), 99);
      run.row(new TestRow("b", 6), 101);
      assertThat(taken(run)).containsExactly("+Ib6");
      run.watermark(500);
      if (!rocksdb) {
        assertThat(run.stateEntries()).isZero();
      }
    }
  }

  @Test
  void replacesByEventTime() throws Exception {
    try (var run = withOldValues(DeduplicateTest::same)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("a", 2), 99);
      run.row(new TestRow("a", 3), 100);
      run.restore(2);
      run.row(new TestRow("a", 4), 105);
      assertThat(taken(run)).containsExactly("-Ua3", "+Ua4");
      run.watermark(114);
      run.row(new TestRow("a", 5), 116);
      assertThat(taken(run)).containsExactly("-Ua4", "+Ua5");
      run.watermark(130);
      assertThat(run.stateEntries()).isZero();
      run.row(new TestRow("a", 6), 140);
      assertThat(taken(run)).containsExactly("+Ia6");
    }
  }

  @Test
  void replacesByAnOrderOfItsOwn() throws Exception {
    try (var run = withOldValues(DeduplicateTest::larger)) {
      run.row(new TestRow("a", 5), 100);
      run.row(new TestRow("a", 4), 200);
      run.row(new TestRow("a", 7), 50);
      assertThat(taken(run)).containsExactly("+Ia5", "-Ua5", "+Ua7");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsOnlyTheTimeWhereNothingReadsTheRow(boolean rocksdb) throws Exception {
    try (var run = last(DeduplicateTest::same, rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("a", 2), 99);
      run.restore(3);
      run.row(new TestRow("a", 3), 99);
      run.row(new TestRow("a", 4), 100);
      run.row(new TestRow("b", 5), 1);
      assertThat(taken(run)).containsExactlyInAnyOrder("+Ua4", "+Ib5");
    }
  }

  @Test
  void theTimeIsAllThatASavepointHas() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    LastVersionSerializer<TestRow> serializer =
        new LastVersionSerializer<>(TestRow.TYPE.createSerializer(new SerializerConfigImpl()));
    serializer.serialize(Tuple2.of(5L, null), out);
    assertThat(out.length()).isEqualTo(9);
    serializer.serialize(Tuple2.of(Long.MIN_VALUE, null), out);
    assertThat(out.length()).isEqualTo(10);
    serializer.serialize(Tuple2.of(7L, new TestRow("a", 1)), out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).isEqualTo(Tuple2.of(5L, null));
    assertThat(serializer.deserialize(in)).isEqualTo(Tuple2.of(Long.MIN_VALUE, null));
    assertThat(serializer.deserialize(in)).isEqualTo(Tuple2.of(7L, new TestRow("a", 1)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsAreReadFromSavepointsThatAlwaysHadThem(boolean rocksdb) throws Exception {
    try (var run = last(inTurn(List.of(new OldState(), same().updateBefore(), same())), rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("b", 1), 100);
      run.restore(1);
      run.row(new TestRow("a", 2), 99);
      run.row(new TestRow("a", 3), 101);
      assertThat(taken(run)).containsExactly("-Ua1", "+Ua3");
      run.restore(1);
      run.row(new TestRow("b", 4), 99);
      run.row(new TestRow("b", 5), 100);
      assertThat(taken(run)).containsExactly("+Ub5");
    }
    try (var run = last(inTurn(List.of(new OldState(), same(), larger())), rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("b", 7), 100);
      run.restore(1);
      run.row(new TestRow("a", 0), 101);
      assertThat(taken(run)).containsExactly("+Ua0");
      run.restore(1);
      run.row(new TestRow("b", 6), 101);
      run.row(new TestRow("a", 5), 99); // whatever its time: the row that had an order is gone
      run.row(new TestRow("a", 4), 102);
      assertThat(taken(run)).containsExactly("+Ua5");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void consumersOfOldValuesMayComeAndGo(boolean rocksdb) throws Exception {
    try (var run =
        last(
            inTurn(List.of(same(), same().updateBefore(), same(), same().updateBefore())),
            rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("b", 1), 100);
      assertThat(taken(run)).containsExactly("+Ia1", "+Ib1");
      run.restore(1);
      run.row(new TestRow("a", 2), 99);
      run.row(new TestRow("a", 3), 100); // who reads old values has never seen a row of the key
      run.row(new TestRow("a", 4), 100);
      assertThat(taken(run)).containsExactly("+Ia3", "-Ua3", "+Ua4");
      run.restore(1);
      run.row(new TestRow("a", 5), 100);
      assertThat(taken(run)).containsExactly("+Ua5");
      run.restore(1);
      run.row(new TestRow("a", 6), 100); // nor has the one that comes now
      run.row(new TestRow("b", 2), 100);
      assertThat(taken(run)).containsExactly("+Ia6", "+Ib2");
    }
  }

  @Test
  void passesTheFirstRowOfASpanOfProcessingTime() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            KeyedOperators.process(new FirstRow<String, TestRow>().ttl(Duration.ofSeconds(10))),
            TestRow::name,
            Types.STRING)) {
      harness.open();
      harness.setStateTtlProcessingTime(0);
      harness.processElement(new StreamRecord<>(new TestRow("a", 1)));
      harness.setStateTtlProcessingTime(9_000);
      harness.processElement(new StreamRecord<>(new TestRow("a", 2)));
      harness.setStateTtlProcessingTime(11_000);
      harness.processElement(new StreamRecord<>(new TestRow("a", 3)));
      assertThat(harness.extractOutputValues().stream().map(DeduplicateTest::show))
          .containsExactly("+Ia1", "+Ia3");
    }
  }
}
