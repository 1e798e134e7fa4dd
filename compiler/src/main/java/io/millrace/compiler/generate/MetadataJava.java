package io.millrace.compiler.generate;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.MetadataColumns;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Writes the function that adds a Kafka record's metadata to a decoded row. */
final class MetadataJava {
  private static final String META = "meta";

  private final JobContext job;

  MetadataJava(JobContext job) {
    this.job = job;
  }

  /** Java that makes the function of a source with columns. */
  String columns(KafkaSource node, String row) {
    MetadataColumns metadata = node.metadata();
    if (metadata == null) {
      throw new IllegalArgumentException(node.id());
    }
    RecordType decoded = metadata.decoded();
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Columns"));
    Code body = new Code();
    RowReader reader = new RowReader("row", decoded);
    FunctionBuilder.SlotReader slots = reader(job, metadata.columns(), reader, body);
    List<String> arguments = new ArrayList<>();
    for (Field field : node.row().fields()) {
      if (decoded.field(field.name()) != null) {
        arguments.addAll(RowJava.copy(field, reader));
      }
    }
    for (Column column : metadata.columns()) {
      Field field = node.row().field(column.name());
      if (field == null) {
        throw new IllegalStateException(column.name());
      }
      function.comment(column.name() + ": " + column.expression().canonical());
      JavaCode code = function.expression(column.expression(), slots, body);
      arguments.addAll(RowJava.arguments(field, code));
    }
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    String record = job.imports.use("org.apache.kafka.clients.consumer.ConsumerRecord");
    String from = job.row(decoded);
    function.method(
        "public " + row + " row(" + from + " row, " + record + "<byte[], byte[]> record)", body);
    String base = job.imports.use("io.millrace.runtime.kafka.MetadataColumns");
    return function.build("extends " + base + "<" + from + ", " + row + ">");
  }

  /**
   * Declares what columns read of the metadata more than once.
   *
   * @return how the slot {@code meta} is read, and fields of a decoded row
   */
  static FunctionBuilder.SlotReader reader(
      JobContext job, List<Column> columns, RowReader row, Code body) {
    String metadata = job.imports.use("io.millrace.runtime.kafka.KafkaMetadata");
    if (readsHeaders(columns)) {
      String map = job.imports.use("java.util.Map");
      body.line(map + "<String, String> headers = " + metadata + ".headers(record.headers());");
    }
    return new MetaReader(metadata, row);
  }

  private static boolean readsHeaders(List<Column> columns) {
    return columns.stream()
        .flatMap(column -> column.expression().reads().stream())
        .anyMatch(MetadataJava::isHeaders);
  }

  private static boolean isHeaders(FieldRead read) {
    return read.slot().equals(META) && read.field().equals("headers");
  }

  /** Reads a record's metadata off Kafka's own class, and fields off the decoded row. */
  private record MetaReader(String metadata, RowReader row) implements FunctionBuilder.SlotReader {
    @Override
    public String read(String slot, String field) {
      if (!slot.equals(META)) {
        return row.read(slot, field);
      }
      return switch (field) {
        case "topic" -> "record.topic()";
        case "partition" -> "(long) record.partition()";
        case "offset" -> "record.offset()";
        case "timestamp" -> metadata + ".micros(record.timestamp())";
        case "key" -> metadata + ".text(record.key())";
        case "key_bytes" -> "record.key()";
        case "headers" -> "headers";
        default -> throw new IllegalArgumentException(field);
      };
    }

    @Override
    public String present(String slot, String field) {
      if (!slot.equals(META)) {
        return row.present(slot, field);
      }
      return field.startsWith("key") ? "record.key() != null" : "true";
    }
  }
}
