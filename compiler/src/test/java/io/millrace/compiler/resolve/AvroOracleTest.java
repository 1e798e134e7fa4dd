package io.millrace.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.generate.format.DecoderSpec;
import io.millrace.compiler.generate.format.DecoderWriter;
import io.millrace.compiler.generate.format.EncoderSpec;
import io.millrace.compiler.generate.format.EncoderWriter;
import io.millrace.compiler.generate.record.CompiledSources;
import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.RecordWriter;
import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.AvroSpec;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Generated decoders and encoders of Avro, against Avro's own library. */
@Tag("thorough")
class AvroOracleTest {
  private static final String PACKAGE = "io.example.avro";

  /** Everything that Avro's library resolves to the types of rows as we do. */
  private static final String READABLE =
      """
      {"type":"record","name":"Payment","namespace":"com.example","fields":[
        {"name":"small","type":"int"},
        {"name":"large","type":"long"},
        {"name":"single","type":"float"},
        {"name":"twice","type":"double"},
        {"name":"text","type":"string"},
        {"name":"yes","type":"boolean"},
        {"name":"raw","type":"bytes"},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
        {"name":"maybe","type":["long","null"]},
        {"name":"note","type":["null","string"]},
        {"name":"never","type":["null","boolean"]},
        {"name":"home","type":{"type":"record","name":"Place","fields":[
          {"name":"city","type":"string"},{"name":"zip","type":["null","int"]}]}},
        {"name":"work","type":["Place","null"]},
        {"name":"places","type":{"type":"array","items":"Place"}},
        {"name":"matrix","type":{"type":"array","items":{"type":"array","items":"float"}}},
        {"name":"counts","type":{"type":"map","values":"int"}},
        {"name":"byName","type":["null",{"type":"map","values":"Place"}]}
      ]}""";

  /** A field in front that no row can have. */
  private static final String WRITER =
      READABLE.replace(
          "{\"name\":\"small\"",
          """
        {"name":"skipped","type":{"type":"map","values":{"type":"array","items":
          {"type":"record","name":"Deep","fields":[
            {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}},
            {"name":"f","type":{"type":"fixed","name":"F","size":5}},
            {"name":"u","type":["null","Deep","double","E","F"]}]}}}},
        {"name":"small\"""");

  private static YamlNode json(String text) {
    return YamlReader.read(new SourceFile("schema.avsc", text)).get().root();
  }

  private static RecordType rows(String schema) {
    Diagnostics found = new Diagnostics();
    RecordType row =
        new AvroFile("types.T", null, name -> name, found).read(json(schema), "Payment");
    assertThat(found.sorted()).isEmpty();
    return row;
  }

  private static void collect(Type type, Map<String, RecordType> into) {
    if (type instanceof RecordType record) {
      if (into.putIfAbsent(record.name(), record) == null) {
        record.fields().forEach(field -> collect(field.type(), into));
      }
    } else if (type instanceof ListType list) {
      collect(list.element(), into);
    } else if (type instanceof MapType map) {
      collect(map.value(), into);
    }
  }

  private static CompiledSources compile(RecordType used, RecordType wire, String writer) {
    Map<String, RecordType> records = new LinkedHashMap<>();
    collect(used, records);
    List<JavaFile> files = new ArrayList<>();
    records.forEach(
        (name, record) ->
            files.add(
                RecordWriter.write(
                    RecordSpec.of(
                        "a.yaml",
                        PACKAGE,
                        record,
                        record.equals(used) ? RecordSpec.Kind.SOURCE_ROW : RecordSpec.Kind.ROW))));
    files.add(
        DecoderWriter.write(
            new DecoderSpec(
                "a.yaml",
                PACKAGE,
                "In",
                "in",
                used,
                wire,
                FormatDecl.Kind.AVRO,
                ',',
                false,
                new AvroSpec(writer, null, null))));
    files.add(
        EncoderWriter.write(
            new EncoderSpec(
                "a.yaml",
                PACKAGE,
                "Out",
                "out",
                used,
                used.fields(),
                FormatDecl.Kind.AVRO,
                ',',
                false,
                new AvroSpec(AvroRows.schema(used, used.fields(), used.name()), null, null))));
    return CompiledSources.of(files);
  }

  private static byte[] write(Schema schema, Object datum) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static Object read(Schema writer, Schema reader, byte[] bytes) throws IOException {
    return new GenericDatumReader<>(writer, reader)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  @Test
  void randomRecordsResolveAsTheLibraryResolvesThem() throws Exception {
    Schema writer = new Schema.Parser().parse(WRITER);
    String minified = JsonText.of(json(WRITER));
    RecordType wire = rows(READABLE);
    RecordType used =
        new RecordType(
            "Payment", wire.fields().stream().filter(f -> !f.name().equals("text")).toList());
    Schema derived = new Schema.Parser().parse(AvroRows.schema(used, used.fields(), "Payment"));
    CompiledSources classes = compile(used, wire, minified);
    RecordDecoder<Object> decoder = classes.create(PACKAGE + ".In");
    RecordEncoder<Object> encoder = classes.create(PACKAGE + ".Out");
    Random random = new Random(11);
    for (Object datum : new RandomData(writer, 300, 42, true)) {
      byte[] bytes = write(writer, datum);
      byte[] embedded = new byte[bytes.length + 2];
      System.arraycopy(bytes, 0, embedded, 1, bytes.length);
      Object row = decoder.decode(embedded, 1, bytes.length);
      assertThat(read(derived, derived, encoder.encode(row)))
          .isEqualTo(read(writer, derived, bytes));
      damaged(decoder, bytes, random);
    }
  }

  /** Bytes that are no record end in a decode exception, or happen to be another record. */
  private static void damaged(RecordDecoder<Object> decoder, byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < 3; i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    }
    for (byte[] document : List.of(changed, java.util.Arrays.copyOf(bytes, bytes.length / 2))) {
      try {
        decoder.decode(document, 0, document.length);
      } catch (DecodeException e) {
        assertThat(e).hasMessageMatching("(?s).*(at byte \\d+|missing.*)");
      }
    }
  }

  @Test
  void logicalTypesBecomeOurs() throws Exception {
    String schema =
        """
        {"type":"record","name":"Payment","fields":[
          {"name":"millis","type":{"type":"long","logicalType":"timestamp-millis"}},
          {"name":"nanos","type":{"type":"long","logicalType":"timestamp-nanos"}},
          {"name":"day","type":{"type":"int","logicalType":"date"}},
          {"name":"took","type":{"type":"int","logicalType":"time-millis"}},
          {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
          {"name":"total","type":["null",{"type":"fixed","name":"D","size":9,
            "logicalType":"decimal","precision":20,"scale":4}]},
          {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["CARD","CASH"]}},
          {"name":"sum","type":{"type":"fixed","name":"Md5","size":4}}]}""";
    Schema writer = new Schema.Parser().parse(schema);
    GenericRecord datum = new GenericData.Record(writer);
    datum.put("millis", -1L);
    datum.put("nanos", -1L);
    datum.put("day", 2);
    datum.put("took", 1500);
    datum.put(
        "price", ByteBuffer.wrap(new BigDecimal("-1234567.89").unscaledValue().toByteArray()));
    byte[] fixed = new byte[9];
    fixed[8] = 25;
    datum.put(
        "total", new GenericData.Fixed(writer.getField("total").schema().getTypes().get(1), fixed));
    datum.put("kind", new GenericData.EnumSymbol(writer.getField("kind").schema(), "CASH"));
    datum.put(
        "sum", new GenericData.Fixed(writer.getField("sum").schema(), new byte[] {1, 2, 3, 4}));
    RecordType row = rows(schema);
    CompiledSources classes = compile(row, row, JsonText.of(json(schema)));
    RecordDecoder<Object> decoder = classes.create(PACKAGE + ".In");
    byte[] bytes = write(writer, datum);
    assertThat(decoder.decode(bytes, 0, bytes.length).toString())
        .startsWith(
            "Payment[millis=-1000, nanos=-1, day=172800000000, took=1500000, price=-1234567.89,"
                + " total=0.0025, kind=CASH, sum=[B@");
    RecordEncoder<Object> encoder = classes.create(PACKAGE + ".Out");
    Schema derived = new Schema.Parser().parse(AvroRows.schema(row, row.fields(), "Payment"));
    byte[] encoded = encoder.encode(decoder.decode(bytes, 0, bytes.length));
    assertThat(read(derived, derived, encoded).toString())
        .contains("\"millis\": -1000", "\"took\": 1500000", "\"kind\": \"CASH\"");
  }

  @Test
  void errorsNameTheField() throws Exception {
    String schema =
        """
        {"type":"record","name":"Payment","fields":[
          {"name":"id","type":"string"},
          {"name":"home","type":{"type":"record","name":"Place","fields":[
            {"name":"city","type":["null","string"]}]}}]}""";
    String other =
        """
        {"type":"record","name":"Payment","fields":[
          {"name":"id","type":"string"},
          {"name":"home","type":{"type":"record","name":"Place","fields":[
            {"name":"city","type":"string"},{"name":"zip","type":"int"}]}}]}""";
    RecordDecoder<Object> decoder =
        compile(rows(other), rows(other), JsonText.of(json(schema))).create(PACKAGE + ".In");
    assertError(
        decoder,
        new byte[] {2, 'a', 0},
        "field home.city: expected a string, the writer's schema has null at byte 3");
    assertError(
        decoder,
        new byte[] {2, 'a', 4},
        "field home.city: a union of 2 types has no type 2 at byte 3");
    assertError(
        decoder,
        new byte[] {2, (byte) 0xff},
        "field id: expected UTF-8, found other bytes at byte 1");
    assertError(
        decoder,
        new byte[] {8, 'a'},
        "field id: a value of 4 bytes is longer than the datum at byte 1");
    assertError(
        decoder, new byte[] {2, 'a', 2, 2, 'b'}, "field home.zip: missing in the writer's schema");
    RecordDecoder<Object> exact =
        compile(rows(schema), rows(schema), JsonText.of(json(schema))).create(PACKAGE + ".In");
    assertError(exact, new byte[] {2, 'a', 0, 0}, "1 bytes stand behind the datum at byte 3");
    assertError(exact, new byte[] {}, "field id: the datum ends early at byte 0");
  }

  private static void assertError(RecordDecoder<Object> decoder, byte[] bytes, String message) {
    assertThatThrownBy(() -> decoder.decode(bytes, 0, bytes.length))
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }
}
