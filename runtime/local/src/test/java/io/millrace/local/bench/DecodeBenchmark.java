package io.millrace.local.bench;

import io.millrace.runtime.format.RecordDecoder;
import java.io.IOException;
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

/**
 * What a bid of Nexmark in JSON costs to read: all of its fields, or two numbers and the time. The
 * contenders are Flink's JSON format, and Jackson by its parser and by data binding.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  private Bids bids;
  private byte[][] documents;
  private int cursor;
  private RecordDecoder<Object> all;
  private RecordDecoder<Object> allFast;
  private RecordDecoder<Object> two;
  private RecordDecoder<Object> twoFast;
  private FlinkJson flinkAll;
  private FlinkJson flinkTwo;
  private JacksonBids jackson;

  @Setup
  public void load() {
    bids = new Bids();
    documents = bids.json();
    all = bids.decoder("AllDecoder");
    allFast = bids.decoder("AllFastDecoder");
    two = bids.decoder("TwoDecoder");
    twoFast = bids.decoder("TwoFastDecoder");
    flinkAll = FlinkJson.ofAll();
    flinkTwo = FlinkJson.ofTwo();
    jackson = new JacksonBids();
  }

  @TearDown
  public void close() {
    bids.close();
  }

  private byte[] next() {
    return documents[cursor++ & (Bids.DOCUMENTS - 1)];
  }

  /** What any decoder does at least. */
  @Benchmark
  public int touch() {
    int sum = 0;
    for (byte value : next()) {
      sum += value;
    }
    return sum;
  }

  @Benchmark
  public Object all() {
    return Bids.decode(all, next());
  }

  @Benchmark
  public Object allFast() {
    return Bids.decode(allFast, next());
  }

  @Benchmark
  public Object allFlink() throws IOException {
    return flinkAll.decode(next());
  }

  @Benchmark
  public Object allJackson() throws IOException {
    return jackson.all(next());
  }

  @Benchmark
  public Object allJacksonBound() throws IOException {
    return jackson.bound(next());
  }

  @Benchmark
  public Object two() {
    return Bids.decode(two, next());
  }

  @Benchmark
  public Object twoFast() {
    return Bids.decode(twoFast, next());
  }

  @Benchmark
  public Object twoFlink() throws IOException {
    return flinkTwo.decode(next());
  }

  @Benchmark
  public Object twoJackson() throws IOException {
    return jackson.two(next());
  }
}
