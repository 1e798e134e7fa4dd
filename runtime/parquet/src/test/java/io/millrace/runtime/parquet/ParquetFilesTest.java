package io.millrace.runtime.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.file.RowCursor;
import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Parquet's own reader and writer. */
@Tag("thorough")
class ParquetFilesTest {
  private static final String WRITTEN =
      """
      message Payment {
        optional binary unused (STRING);
        required int32 id;
        required binary account (STRING);
        optional int64 at (TIMESTAMP(MILLIS,true));
        optional int32 day (DATE);
        optional int96 old;
        optional fixed_len_byte_array(6) amount (DECIMAL(12,2));
        optional int32 cents (DECIMAL(9,3));
        required float rate;
        required boolean paid;
        optional group shop { required binary city (STRING); optional int64 zip; }
        required group tags (LIST) { repeated group list { required binary element (STRING); } }
        optional group counts (MAP) {
          repeated group key_value { required binary key (STRING); required int64 value; }
        }
      }""";

  private static final int ROWS = 3_000;

  @TempDir private Path directory;

  private record Shop(String city, Long zip) {}

  private record Row(
      long id,
      String account,
      Long at,
      Long day,
      Long old,
      BigDecimal amount,
      BigDecimal cents,
      double rate,
      boolean paid,
      Shop shop,
      List<String> tags,
      Map<String, Long> counts) {}

  private static final class ShopGroup extends ParquetGroup<Shop> {
    private final StringSlot city = strings("city", true);
    private final LongSlot zip = ints("zip", false);

    @Override
    protected Shop make() throws DecodeException {
      return new Shop(city.value(), zip.isPresent() ? zip.value() : null);
    }
  }

  private static final class RowGroup extends ParquetGroup<Row> {
    private final LongSlot id = ints("id", true);
    private final StringSlot account = strings("owner,account", true);
    private final LongSlot at = timestamps("at", false);
    private final LongSlot day = timestamps("day", false);
    private final LongSlot old = timestamps("old", false);
    private final DecimalSlot amount = decimals("amount", false, 12, 2);
    private final DecimalSlot cents = decimals("cents", false, 8, 2);
    private final DoubleSlot rate = doubles("rate", true);
    private final BoolSlot paid = bools("paid", true);
    private final GroupSlot<Shop> shop = groups("shop", false, new ShopGroup());
    private final ListSlot<String> tags = lists("tags", true, ParquetElements.strings());
    private final MapSlot<Long> counts = maps("counts", false, ParquetElements.ints());

    @Override
    protected Row make() throws DecodeException {
      return new Row(
          id.value(),
          account.value(),
          at.isPresent() ? at.value() : null,
          day.isPresent() ? day.value() : null,
          old.isPresent() ? old.value() : null,
          amount.value(),
          cents.value(),
          rate.value(),
          paid.value(),
          shop.value(),
          tags.value(),
          counts.value());
    }
  }

  private static final class Decoder extends ParquetDecoder<Row> {
    private static final long serialVersionUID = 1L;

    @Override
    protected ParquetGroup<Row> root() {
      return new RowGroup();
    }
  }

  private static Row row(int i) {
    boolean whole = i % 3 != 0;
    return new Row(
        i,
        i % 2 == 0 ? "same" : "account " + i,
        whole ? (1_767_225_600_000L + i) * 1_000 : null,
        whole ? i * 86_400_000_000L : null,
        whole ? 1_767_225_600_000_000L + i : null,
        whole ? BigDecimal.valueOf(i * -100L + 5, 2) : null,
        whole ? BigDecimal.valueOf(i, 2) : null,
        i / 2.0,
        i % 2 == 0,
        whole ? new Shop("Bern", i % 5 == 0 ? null : Long.valueOf(i)) : null,
        i % 4 == 0 ? List.of() : List.of("a", "t" + i),
        whole ? Map.of("k" + i % 7, (long) i) : null);
  }

  private static Group group(MessageType type, Row row) {
    Group group = new SimpleGroup(type);
    group.append("unused", "x".repeat(20)).append("id", (int) row.id());
    group.append("account", row.account());
    if (row.at() != null) {
      group.append("at", row.at() / 1_000);
      group.append("day", (int) (row.day() / 86_400_000_000L));
      long micros = row.old() % 86_400_000_000L;
      group.append(
          "old", new NanoTime((int) (row.old() / 86_400_000_000L) + 2_440_588, micros * 1_000));
      byte[] unscaled = row.amount().unscaledValue().toByteArray();
      byte[] fixed = new byte[6];
      Arrays.fill(fixed, (byte) (unscaled[0] < 0 ? -1 : 0));
      System.arraycopy(unscaled, 0, fixed, 6 - unscaled.length, unscaled.length);
      group.append("amount", Binary.fromConstantByteArray(fixed));
      group.append("cents", row.cents().setScale(3).unscaledValue().intValueExact());
    }
    group.append("rate", (float) row.rate()).append("paid", row.paid());
    if (row.shop() != null) {
      Group shop = group.addGroup("shop").append("city", row.shop().city());
      if (row.shop().zip() != null) {
        shop.append("zip", row.shop().zip().longValue());
      }
    }
    Group tags = group.addGroup("tags");
    row.tags().forEach(tag -> tags.addGroup("list").append("element", tag));
    if (row.counts() != null) {
      Group counts = group.addGroup("counts");
      row.counts()
          .forEach(
              (key, value) ->
                  counts
                      .addGroup("key_value")
                      .append("key", key)
                      .append("value", value.longValue()));
    }
    return group;
  }

  private Path written(CompressionCodecName codec, WriterVersion version) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(WRITTEN);
    Path file = directory.resolve(codec + "-" + version + ".parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .withCodecFactory(new ParquetCodecs())
            .withCompressionCodec(codec)
            .withWriterVersion(version)
            .withRowGroupRowCountLimit(1_000)
            .withPageRowCountLimit(300)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(group(type, row(i)));
      }
    }
    return file;
  }

  private static org.apache.flink.core.fs.Path path(Path file) {
    return new org.apache.flink.core.fs.Path(file.toUri());
  }

  private static List<Row> rows(Path file, long position) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (RowCursor<Row> cursor = new Decoder().open(path(file), position)) {
      while (cursor.next()) {
        try {
          rows.add(cursor.row());
        } catch (DecodeException e) {
          throw new AssertionError(e);
        }
      }
    }
    return rows;
  }

  @Test
  void readsWhatParquetsWriterWrote() throws IOException {
    List<Row> expected = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      expected.add(row(i));
    }
    for (CompressionCodecName codec :
        List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD)) {
      for (WriterVersion version : WriterVersion.values()) {
        assertThat(rows(written(codec, version), 0)).isEqualTo(expected);
      }
    }
    Path file = written(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0);
    for (int position : List.of(1, 999, 1_000, 1_001, 2_500, ROWS)) {
      assertThat(rows(file, position)).isEqualTo(expected.subList(position, ROWS));
    }
  }

  @Test
  void brokenFilesAreErrors() throws IOException {
    byte[] whole =
        Files.readAllBytes(written(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_2_0));
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      Path file = Files.write(directory.resolve("damaged.parquet"), damaged);
      try {
        rows(file, 0);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("damaged.parquet");
      } catch (AssertionError e) {
        assertThat(e).hasCauseInstanceOf(DecodeException.class);
      }
    }
    for (int length = 0; length < whole.length; length += 1_009) {
      Path file = Files.write(directory.resolve("cut.parquet"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> rows(file, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is no Parquet file");
    }
  }

  @Test
  void columnsThatDoNotFitAreNamed() throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType(
            "message A { required binary id (STRING); required int64 account; }");
    Path file = directory.resolve("other.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .build()) {
      writer.write(new SimpleGroup(type).append("id", "x").append("account", 5L));
    }
    assertThatThrownBy(() -> rows(file, 0))
        .hasMessageContaining("column `id` is required binary (STRING), expected an integer");
  }

  private static final class Encoder extends ParquetEncoder<Row> {
    private static final long serialVersionUID = 1L;

    Encoder() {
      super(
          "message Out { required int64 id; optional binary account (STRING);"
              + " optional int64 at (TIMESTAMP(MICROS,true)); optional binary amount (DECIMAL(12,2));"
              + " required double rate; required boolean paid;"
              + " optional group shop { required binary city (STRING); optional int64 zip; }"
              + " required group tags (LIST) { repeated group list { required binary element (STRING); } } }");
    }

    @Override
    protected void write(Row row, ParquetOut out) {
      out.field(0);
      out.add(row.id());
      out.endField(0);
      out.field(1);
      out.add(row.account());
      out.endField(1);
      if (row.at() != null) {
        out.field(2);
        out.add(row.at().longValue());
        out.endField(2);
        out.field(3);
        out.add(row.amount());
        out.endField(3);
      }
      out.field(4);
      out.add(row.rate());
      out.endField(4);
      out.field(5);
      out.add(row.paid());
      out.endField(5);
      if (row.shop() != null) {
        out.field(6);
        out.group();
        out.field(0);
        out.add(row.shop().city());
        out.endField(0);
        out.endGroup();
        out.endField(6);
      }
      out.field(7);
      out.group();
      if (!row.tags().isEmpty()) {
        out.field(0);
        for (String element : row.tags()) {
          out.group();
          out.field(0);
          out.add(element);
          out.endField(0);
          out.endGroup();
        }
        out.endField(0);
      }
      out.endGroup();
      out.endField(7);
    }
  }

  /** Parquet's reader, told what it needs to know without Hadoop. */
  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(Path file) {
      super(new LocalInputFile(file), new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  @Test
  void parquetsReaderReadsWhatIsWritten() throws IOException {
    Path file = directory.resolve("out.parquet");
    try (FSDataOutputStream out = new LocalDataOutputStream(file.toFile())) {
      var writer = ParquetFileSink.writers(new Encoder()).create(out);
      for (int i = 0; i < 500; i++) {
        writer.addElement(row(i));
      }
      writer.finish();
    }
    int count = 0;
    try (ParquetReader<Group> reader =
        new Reader(file).withCodecFactory(new ParquetCodecs()).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        Row row = row(count++);
        assertThat(group.getLong("id", 0)).isEqualTo(row.id());
        assertThat(group.getString("account", 0)).isEqualTo(row.account());
        assertThat(group.getGroup("tags", 0).getFieldRepetitionCount("list"))
            .isEqualTo(row.tags().size());
        assertThat(group.getFieldRepetitionCount("at")).isEqualTo(row.at() == null ? 0 : 1);
        if (row.at() != null) {
          assertThat(group.getLong("at", 0)).isEqualTo(row.at());
          assertThat(new java.math.BigInteger(group.getBinary("amount", 0).getBytes()))
              .isEqualTo(row.amount().unscaledValue());
          assertThat(group.getGroup("shop", 0).getString("city", 0)).isEqualTo("Bern");
        }
      }
    }
    assertThat(count).isEqualTo(500);
  }
}
