package io.millrace.local.bench;

import io.millrace.runtime.window.Aggregator;
import io.millrace.runtime.window.WindowOperators;
import io.millrace.runtime.window.Windows;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.windowing.PassThroughWindowFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperatorBuilder;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a row costs in a window that counts and adds up per key, as the operator of slices has it
 * and as Flink's window operator has it, in Flink's harness: 1,000 keys, 10 ms between rows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WindowBenchmark {
  private static final int ROWS = 1_000;
  private static final int KEYS = 1_000;
  private static final int MILLIS_APART = 10;

  /** Size and slide in seconds. */
  @Param({"10/10", "10/2", "60/1"})
  public String window;

  @Param({"heap", "rocksdb"})
  public String backend;

  private KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, Long>, ?> slices;
  private KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, Long>, ?> flink;
  private long slicesRows;
  private long flinkRows;

  @Setup
  public void open() throws Exception {
    String[] parts = window.split("/");
    Duration size = Duration.ofSeconds(Long.parseLong(parts[0]));
    Duration slide = Duration.ofSeconds(Long.parseLong(parts[1]));
    slices =
        harness(
            WindowOperators.aggregate(
                size.equals(slide) ? Windows.tumbling(size) : Windows.sliding(size, slide),
                new Totals(),
                Types.POJO(Total.class)));
    flink =
        harness(
            new WindowOperatorBuilder<>(
                    SlidingEventTimeWindows.of(size, slide),
                    SlidingEventTimeWindows.of(size, slide).getDefaultTrigger(),
                    new ExecutionConfig(),
                    Types.<Tuple2<Long, Long>>TUPLE(Types.LONG, Types.LONG),
                    row -> row.f0,
                    Types.LONG)
                .aggregate(
                    new Sum(),
                    new PassThroughWindowFunction<Long, TimeWindow, Tuple2<Long, Long>>(),
                    Types.POJO(Total.class)));
  }

  private <T> KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, Long>, T> harness(
      OneInputStreamOperator<Tuple2<Long, Long>, T> operator) throws Exception {
    var harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, row -> row.f0, Types.LONG);
    harness.setStateBackend(
        backend.equals("heap") ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend());
    harness.open();
    return harness;
  }

  @TearDown
  public void close() throws Exception {
    slices.close();
    flink.close();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int slices() throws Exception {
    slicesRows += ROWS;
    return add(slices, slicesRows);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int flinkWindows() throws Exception {
    flinkRows += ROWS;
    return add(flink, flinkRows);
  }

  /** Rows, and a watermark behind every 100 of them. */
  private static int add(
      KeyedOneInputStreamOperatorTestHarness<Long, Tuple2<Long, Long>, ?> harness, long first)
      throws Exception {
    for (long number = first; number < first + ROWS; number++) {
      long time = number * MILLIS_APART;
      harness.processElement(Tuple2.of(number * 7 % KEYS, number & 0xff), time);
      if (number % 100 == 99) {
        harness.processWatermark(time);
      }
    }
    int results = harness.getOutput().size();
    harness.getOutput().clear();
    return results;
  }

  /** A count and a sum. */
  public static final class Total {
    public long count;
    public long sum;
  }

  private static final class Totals
      extends Aggregator<Long, Tuple2<Long, Long>, Total, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Total createAccumulator() {
      return new Total();
    }

    @Override
    public void add(Total accumulator, Tuple2<Long, Long> row, long timestamp) {
      accumulator.count++;
      accumulator.sum += row.f1;
    }

    @Override
    public void merge(Total into, Total from) {
      into.count += from.count;
      into.sum += from.sum;
    }

    @Override
    public void emit(
        Long key, long start, long end, Total accumulator, Collector<Tuple2<Long, Long>> out) {
      out.collect(Tuple2.of(accumulator.count, accumulator.sum));
    }
  }

  private static final class Sum
      implements AggregateFunction<Tuple2<Long, Long>, Total, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Total createAccumulator() {
      return new Total();
    }

    @Override
    public Total add(Tuple2<Long, Long> row, Total accumulator) {
      accumulator.count++;
      accumulator.sum += row.f1;
      return accumulator;
    }

    @Override
    public Tuple2<Long, Long> getResult(Total accumulator) {
      return Tuple2.of(accumulator.count, accumulator.sum);
    }

    @Override
    public Total merge(Total one, Total other) {
      one.count += other.count;
      one.sum += other.sum;
      return one;
    }
  }
}
