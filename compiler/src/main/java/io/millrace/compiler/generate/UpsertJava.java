package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KafkaUpsert;
import io.millrace.compiler.plan.MetadataColumns;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the function that makes rows of records that replace one another by key. */
final class UpsertJava {
  private final JobContext job;

  UpsertJava(JobContext job) {
    this.job = job;
  }

  /** Java that makes the function of a source of upserts. */
  String rows(KafkaSource node, String row) {
    KafkaUpsert upsert = node.upsert();
    MetadataColumns metadata = node.metadata();
    if (upsert == null || metadata == null) {
      throw new IllegalArgumentException(node.id());
    }
    String key = job.row(upsert.key());
    String decoded = job.row(metadata.decoded());
    String record =
        job.imports.use("org.apache.kafka.clients.consumer.ConsumerRecord")
            + "<byte[], byte[]> record";
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Upserts"));
    metadata.columns().forEach(c -> function.comment(c.name() + ": " + c.expression().canonical()));
    function.method(
        signature(row + " update", List.of(key + " key", decoded + " row", record)),
        update(node, upsert.key(), metadata, function));
    function.method(
        signature(row + " delete", List.of(key + " key", record)),
        delete(node, upsert.key(), metadata, function));
    String base = job.imports.use("io.millrace.runtime.kafka.UpsertRows");
    return function.build("extends " + base + "<" + key + ", " + decoded + ", " + row + ">");
  }

  /** With the brace behind it, it stands four columns in. */
  private static String signature(String method, List<String> parameters) {
    String brace = " {";
    String all = LineWrap.arguments(4, "public " + method + "(", parameters, ")" + brace);
    return all.substring(0, all.length() - brace.length());
  }

  private String change() {
    return job.imports.use("io.millrace.runtime.record.Change");
  }

  private Code update(
      KafkaSource node, RecordType key, MetadataColumns metadata, FunctionBuilder function) {
    Code body = new Code();
    RowReader values = new RowReader("row", metadata.decoded());
    FunctionBuilder.SlotReader slots = MetadataJava.reader(job, metadata.columns(), values, body);
    List<String> arguments = new ArrayList<>(List.of(change() + ".UPDATE_AFTER"));
    for (Field field : node.row().fields()) {
      Column column = column(metadata, field);
      if (column != null) {
        JavaCode code = function.expression(column.expression(), slots, body);
        arguments.addAll(RowJava.arguments(field, code));
      } else {
        boolean ofKey = key.field(field.name()) != null;
        arguments.addAll(RowJava.copy(field, ofKey ? new RowReader("key", key) : values));
      }
    }
    return body.line(RowJava.make("return ", node.row(), arguments, ";"));
  }

  /** What is not known of a deleted row is empty: nothing reads it, or it is there by then. */
  private Code delete(
      KafkaSource node, RecordType key, MetadataColumns metadata, FunctionBuilder function) {
    Code body = new Code();
    List<Column> known = metadata.columns().stream().filter(UpsertJava::isOfMetadataAlone).toList();
    FunctionBuilder.SlotReader slots =
        MetadataJava.reader(job, known, new RowReader("row", metadata.decoded()), body);
    List<String> arguments = new ArrayList<>(List.of(change() + ".DELETE"));
    for (Field field : node.row().fields()) {
      Column column = column(metadata, field);
      if (key.field(field.name()) != null) {
        arguments.addAll(RowJava.copy(field, new RowReader("key", key)));
      } else if (column != null && known.contains(column)) {
        JavaCode code = function.expression(column.expression(), slots, body);
        arguments.addAll(RowJava.arguments(field, code));
      } else {
        arguments.addAll(field.nullable() ? RowJava.absent(field) : List.of(empty(field.type())));
      }
    }
    return body.line(RowJava.make("return ", node.row(), arguments, ";"));
  }

  private static @Nullable Column column(MetadataColumns metadata, Field field) {
    return metadata.columns().stream()
        .filter(column -> column.name().equals(field.name()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isOfMetadataAlone(Column column) {
    return column.expression().reads().stream().noneMatch(r -> r.slot().equals(Scope.ROW));
  }

  /** Whether a deleted row has a field's value. */
  static boolean isKnownOfDeletes(KafkaSource node, String field) {
    if (node.upsert() == null || node.metadata() == null) {
      return true;
    }
    return node.upsert().key().field(field) != null
        || node.metadata().columns().stream()
            .anyMatch(column -> column.name().equals(field) && isOfMetadataAlone(column));
  }

  /** A value of a type, whatever it is. */
  private String empty(Type type) {
    if (type instanceof DecimalType) {
      return job.imports.use("java.math.BigDecimal") + ".ZERO";
    }
    if (type instanceof ListType) {
      return job.imports.use("java.util.List") + ".of()";
    }
    if (type instanceof MapType) {
      return job.imports.use("java.util.Map") + ".of()";
    }
    if (type instanceof RecordType record) {
      List<String> arguments = new ArrayList<>();
      for (Field field : record.fields()) {
        arguments.addAll(field.nullable() ? RowJava.absent(field) : List.of(empty(field.type())));
      }
      return "new " + job.row(record) + "(" + String.join(", ", arguments) + ")";
    }
    if (type == ScalarType.STRING) {
      return "\"\"";
    }
    return type == ScalarType.BYTES ? "new byte[0]" : RowJava.zero(type);
  }
}
