package io.millrace.local.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What generated functions without state cost a row. Every row is given to a black hole, as one
 * given to Flink's next operator: none may be optimized away.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatelessPathBenchmark {
  private final int[] cursor = new int[1];
  private StatelessPath path;
  private Object[] rows;

  @Setup
  public void load() {
    path = StatelessPath.load();
    rows = path.rows().toArray();
  }

  @TearDown
  public void close() {
    path.close();
  }

  @Benchmark
  public void filterSelect(Blackhole sink) {
    Object row = rows[cursor[0]++ & (StatelessPath.DOCUMENTS - 1)];
    if (path.passes(row)) {
      sink.consume(path.select(row));
    }
  }

  @Benchmark
  public void decode(Blackhole sink) {
    sink.consume(path.decode(path.document(cursor)));
  }

  @Benchmark
  public void decodeFilterSelectEncode(Blackhole sink) {
    Object row = path.decode(path.document(cursor));
    sink.consume(row);
    if (path.passes(row)) {
      Object selected = path.select(row);
      sink.consume(selected);
      sink.consume(path.encode(selected));
    }
  }
}
