package io.millrace.local.bench;

import io.millrace.local.compile.GeneratedClasses;
import io.millrace.runtime.format.RecordDecoder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
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
 * What it costs to write a row and to read it again, as the network and RocksDB do: the generated
 * record of a bid, Flink's POJO and its {@code RowData} as Flink SQL has it; and a key of two
 * numbers as a generated record and as Flink's tuple.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerializerBenchmark {
  private static final String KEYED =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: keyed
      connections:
        main: { type: kafka, bootstrap-servers: "localhost:9092" }
      sources:
        bids: { type: kafka, connection: main, topic: t, format: json, schema: { auction: int, bidder: int } }
      operators:
        latest: { type: aggregate, input: bids, key: [bidder, auction], measures: { n: count() } }
      sinks:
        out: { type: print, input: latest }
      """;

  private Bids bids;
  private GeneratedClasses keyed;
  private final DataOutputSerializer out = new DataOutputSerializer(1024);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private Object[] records;
  private final Pojo[] pojos = new Pojo[Bids.DOCUMENTS];
  private final RowData[] rows = new RowData[Bids.DOCUMENTS];
  private Object key;
  private final Tuple2<Long, Long> tuple = Tuple2.of(1_234L, 56_789L);
  private TypeSerializer<Object> record;
  private TypeSerializer<Pojo> pojo;
  private TypeSerializer<RowData> row;
  private TypeSerializer<Object> recordKey;
  private TypeSerializer<Tuple2<Long, Long>> tupleKey;
  private int cursor;

  /** A bid as a user of DataStream writes it. */
  public static final class Pojo {
    public long auction;
    public long bidder;
    public long price;
    public String channel;
    public String url;
    public long dateTime;
    public String extra;
  }

  @Setup
  public void load() throws Exception {
    bids = new Bids();
    keyed = GeneratedClasses.of(KEYED);
    SerializerConfigImpl config = new SerializerConfigImpl();
    RecordDecoder<Object> decoder = bids.decoder("LinesDecoder");
    records = new Object[Bids.DOCUMENTS];
    for (int i = 0; i < Bids.DOCUMENTS; i++) {
      records[i] = Bids.decode(decoder, bids.csv()[i]);
      Pojo bean = new Pojo();
      bean.auction = (long) part(records[i], "auction");
      bean.bidder = (long) part(records[i], "bidder");
      bean.price = (long) part(records[i], "price");
      bean.channel = (String) part(records[i], "channel");
      bean.url = (String) part(records[i], "url");
      bean.dateTime = (long) part(records[i], "dateTime") / 1_000;
      bean.extra = (String) part(records[i], "extra");
      pojos[i] = bean;
      rows[i] =
          GenericRowData.of(
              bean.auction,
              bean.bidder,
              bean.price,
              StringData.fromString(bean.channel),
              StringData.fromString(bean.url),
              TimestampData.fromEpochMillis(bean.dateTime),
              StringData.fromString(bean.extra));
    }
    record = serializer(records[0].getClass(), config);
    pojo = TypeInformation.of(Pojo.class).createSerializer(config);
    LogicalType number = new BigIntType();
    LogicalType text = VarCharType.STRING_TYPE;
    row =
        InternalTypeInfo.of(
                RowType.of(
                    number, number, number, text, text, new LocalZonedTimestampType(3), text))
            .createSerializer(config);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = again(row, rows[i]); // from the network on it is binary
    }
    key = keyed.create("LatestKey", 1_234L, 56_789L);
    recordKey = serializer(key.getClass(), config);
    tupleKey = Types.<Tuple2<Long, Long>>TUPLE(Types.LONG, Types.LONG).createSerializer(config);
  }

  @TearDown
  public void close() {
    bids.close();
    keyed.close();
  }

  private static Object part(Object bid, String name) throws ReflectiveOperationException {
    return bid.getClass().getMethod(name).invoke(bid);
  }

  @SuppressWarnings("unchecked") // the generated classes have no names here
  private static TypeSerializer<Object> serializer(Class<?> type, SerializerConfigImpl config)
      throws ReflectiveOperationException {
    return ((TypeInformation<Object>) type.getField("TYPE").get(null)).createSerializer(config);
  }

  private <T> T again(TypeSerializer<T> serializer, T value) throws IOException {
    out.clear();
    serializer.serialize(value, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return serializer.deserialize(in);
  }

  private int next() {
    return cursor++ & (Bids.DOCUMENTS - 1);
  }

  @Benchmark
  public Object rowRecord() throws IOException {
    return again(record, records[next()]);
  }

  @Benchmark
  public Object rowPojo() throws IOException {
    return again(pojo, pojos[next()]);
  }

  @Benchmark
  public Object rowRowData() throws IOException {
    return again(row, rows[next()]);
  }

  @Benchmark
  public Object keyRecord() throws IOException {
    return again(recordKey, key);
  }

  @Benchmark
  public Object keyTuple() throws IOException {
    return again(tupleKey, tuple);
  }
}
