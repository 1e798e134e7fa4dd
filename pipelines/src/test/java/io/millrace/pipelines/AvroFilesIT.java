package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that Avro's own library wrote go in, and it reads those that come out. */
class AvroFilesIT {
  /** As earlier programs wrote it: other names, and fields that are gone. */
  private static final String OLD =
      """
      {"type":"record","name":"Payment","namespace":"com.example","fields":[
        {"name":"shop","type":["null",{"type":"map","values":"long"}]},
        {"name":"owner","type":"string"},
        {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""";

  @TempDir private Path directory;

  private static GenericRecord payment(Schema schema, String account, int cents) {
    GenericRecord record = new GenericData.Record(schema);
    boolean old = schema.getField("owner") != null;
    record.put(old ? "owner" : "account", account);
    record.put("amount", ByteBuffer.wrap(BigDecimal.valueOf(cents).unscaledValue().toByteArray()));
    record.put("at", 1_767_225_600_000L + cents);
    return record;
  }

  private static void write(File file, Schema schema, CodecFactory codec, int from, int to)
      throws IOException {
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.setCodec(codec).setSyncInterval(200).create(schema, file);
      for (int i = from; i < to; i++) {
        writer.append(payment(schema, "a" + i, i * 100));
      }
    }
  }

  @Test
  void filesOfSeveralSchemasBecomeFilesOfOne() throws Exception {
    Path in = Files.createDirectories(directory.resolve("in"));
    Path out = directory.resolve("out");
    Schema now = new Schema.Parser().parse(new File("src/test/pipelines/payment.avsc"));
    Schema before = new Schema.Parser().parse(OLD);
    write(in.resolve("1.avro").toFile(), before, CodecFactory.deflateCodec(6), 0, 20);
    write(in.resolve("2.avro").toFile(), now, CodecFactory.nullCodec(), 20, 30);
    try (RunningPipeline running =
        RunningPipeline.startWithoutKafka(
            Pipelines.compileTest("avro-files"),
            "--input",
            in.toString(),
            "--output",
            out.toString())) {
      running.finish();
    }
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString()).endsWith(".avro");
        try (DataFileReader<GenericRecord> reader =
            new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
          assertThat(reader.getSchema().getFullName()).isEqualTo("com.example.Large");
          assertThat(reader.getMetaString("avro.codec")).isEqualTo("deflate");
          reader.forEach(
              row -> rows.add(row.get("account") + " " + row.get("at") + " " + row.get("note")));
        }
      }
    }
    assertThat(rows)
        .hasSize(19)
        .contains("a11 1767225601100000 null", "a29 1767225602900000 null")
        .doesNotContain("a10 1767225601000000 null");
  }
}
