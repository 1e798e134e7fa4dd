package io.millrace.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.window.KeyedRun;
import io.millrace.runtime.window.SlicedWindows;
import io.millrace.runtime.window.WindowOperators;
import io.millrace.runtime.window.WindowSpec;
import io.millrace.runtime.window.Windows;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function of the user's in windows; its accumulator is a row that is never changed. */
final class FunctionAggregatorTest {
  /** Joins names and adds numbers. */
  private static final class Joined implements AggregateFunction<TestRow, TestRow, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public TestRow createAccumulator() {
      return new TestRow("", 0);
    }

    @Override
    public TestRow add(TestRow row, TestRow sum) {
      return merge(sum, row);
    }

    @Override
    public String getResult(TestRow sum) {
      return sum.name() + "=" + sum.at();
    }

    @Override
    public TestRow merge(TestRow one, TestRow other) {
      return new TestRow(
          one.name().contains(other.name()) ? one.name() : one.name() + other.name(),
          one.at() + other.at());
    }
  }

  private static KeyedRun<TestRow, String> run(WindowSpec windows, boolean rocksdb)
      throws Exception {
    return new KeyedRun<>(
        () ->
            WindowOperators.aggregate(
                windows,
                new FunctionAggregator<String, TestRow, TestRow, String>(new Joined()),
                new HeldTypeInfo<>(TestRow.TYPE)),
        TestRow::name,
        rocksdb);
  }

  private static List<String> taken(KeyedRun<TestRow, String> run) {
    return run.take().stream().map(r -> r.getValue() + "@" + r.getTimestamp()).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aggregatesWindowsOverARestoreAtAnotherParallelism(boolean rocksdb) throws Exception {
    SlicedWindows windows = Windows.sliding(Duration.ofMillis(20), Duration.ofMillis(10));
    try (var run = run(windows, rocksdb)) {
      run.row(new TestRow("a", 1), 5);
      run.row(new TestRow("b", 10), 7);
      run.watermark(9);
      assertThat(taken(run)).containsExactlyInAnyOrder("a=1@9", "b=10@9");
      run.restore(3);
      run.row(new TestRow("a", 2), 12);
      run.row(new TestRow("a", 4), 3);
      run.row(new TestRow("b", 20), 15);
      run.restore(2);
      run.watermark(19);
      assertThat(taken(run)).containsExactlyInAnyOrder("a=7@19", "b=30@19");
      run.row(new TestRow("a", 100), 9);
      run.watermark(100);
      assertThat(taken(run)).containsExactlyInAnyOrder("a=2@29", "b=20@29");
    }
  }

  @Test
  void mergesSessions() throws Exception {
    try (var run = run(Windows.session(Duration.ofMillis(10)), false)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("a", 2), 118);
      run.row(new TestRow("a", 4), 109);
      run.watermark(200);
      assertThat(taken(run)).containsExactly("a=7@127");
    }
  }

  @Test
  void copiesDoNotChangeTogether() {
    TypeSerializer<Held<TestRow>> serializer =
        new HeldTypeInfo<>(TestRow.TYPE).createSerializer(new SerializerConfigImpl());
    Held<TestRow> held = new Held<>(new TestRow("a", 1));
    Held<TestRow> copy = serializer.copy(held);
    held.replace(new TestRow("b", 2));
    assertThat(copy.value()).isEqualTo(new TestRow("a", 1));
    assertThat(serializer.isImmutableType()).isFalse();
    assertThat(serializer.duplicate()).isEqualTo(serializer);
    TypeSerializerSchemaCompatibility<Held<TestRow>> compatibility =
        serializer
            .snapshotConfiguration()
            .resolveSchemaCompatibility(serializer.snapshotConfiguration());
    assertThat(compatibility.isCompatibleAsIs()).isTrue();
  }
}
