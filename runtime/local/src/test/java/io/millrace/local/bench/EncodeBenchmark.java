package io.millrace.local.bench;

import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
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

/** What a bid of Nexmark costs to write as JSON, and to read and write in CSV and Avro. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
  private Bids bids;
  private int cursor;
  private Object[] rows;
  private byte[][] csv;
  private byte[][] avro;
  private RecordEncoder<Object> jsonEncoder;
  private RecordEncoder<Object> csvEncoder;
  private RecordEncoder<Object> avroEncoder;
  private RecordDecoder<Object> csvAll;
  private RecordDecoder<Object> csvTwo;
  private RecordDecoder<Object> avroAll;
  private RecordDecoder<Object> avroTwo;
  private JacksonWrites jackson;
  private JacksonBids.Bid[] beans;

  @Setup
  public void load() throws IOException {
    bids = new Bids();
    csv = bids.csv();
    avro = bids.avro();
    rows = bids.rows("LinesDecoder", csv);
    jsonEncoder = bids.encoder("JsonOutEncoder");
    csvEncoder = bids.encoder("CsvOutEncoder");
    avroEncoder = bids.encoder("AvroOutEncoder");
    csvAll = bids.decoder("LinesDecoder");
    csvTwo = bids.decoder("TwoCellsDecoder");
    avroAll = bids.decoder("DataDecoder");
    avroTwo = bids.decoder("TwoDataDecoder");
    jackson = new JacksonWrites();
    beans = new JacksonBids.Bid[Bids.DOCUMENTS];
    JacksonBids reads = new JacksonBids();
    for (int i = 0; i < beans.length; i++) {
      beans[i] = (JacksonBids.Bid) reads.all(bids.json()[i]);
    }
  }

  @TearDown
  public void close() {
    bids.close();
  }

  private int next() {
    return cursor++ & (Bids.DOCUMENTS - 1);
  }

  @Benchmark
  public byte[] writeJson() {
    return jsonEncoder.encode(rows[next()]);
  }

  @Benchmark
  public byte[] writeJsonJackson() throws IOException {
    return jackson.generated(beans[next()]);
  }

  @Benchmark
  public byte[] writeJsonJacksonBound() throws IOException {
    return jackson.bound(beans[next()]);
  }

  @Benchmark
  public byte[] writeCsv() {
    return csvEncoder.encode(rows[next()]);
  }

  @Benchmark
  public byte[] writeAvro() {
    return avroEncoder.encode(rows[next()]);
  }

  @Benchmark
  public Object readCsv() {
    return Bids.decode(csvAll, csv[next()]);
  }

  @Benchmark
  public Object readCsvTwo() {
    return Bids.decode(csvTwo, csv[next()]);
  }

  @Benchmark
  public Object readCsvJackson() throws IOException {
    return jackson.readCsv(csv[next()]);
  }

  @Benchmark
  public Object readAvro() {
    return Bids.decode(avroAll, avro[next()]);
  }

  @Benchmark
  public Object readAvroTwo() {
    return Bids.decode(avroTwo, avro[next()]);
  }
}
