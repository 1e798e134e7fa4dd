package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.KafkaRecordDecl;
import io.millrace.compiler.model.KafkaRecordDecl.KeyFormat;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KafkaRecord;
import io.millrace.compiler.plan.KafkaRecord.Stamp;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a Kafka sink makes of a row: key, value, headers, partition and timestamp. */
final class KafkaRecordResolver {
  private final Resolution resolution;
  private final Columns columns;

  KafkaRecordResolver(Resolution resolution) {
    this.resolution = resolution;
    this.columns = new Columns(resolution);
  }

  /** The record, or null after a report. */
  @Nullable KafkaRecord resolve(SinkDecl.Kafka sink, Inputs.Merged merged) {
    StreamShape shape = merged.shape();
    KafkaRecordDecl decl = sink.record();
    String path = sink.head().path();
    RecordType row = shape.row();
    List<String> key = key(sink, merged);
    List<String> value = value(decl, path, row, sink.format());
    List<Column> headers = headers(decl, shape);
    List<String> partitionBy = scalars(decl.partitionBy(), row, path + ".partition-by");
    Stamp stamp = stamp(decl.timestamp(), path, shape);
    if (key == null
        || value == null
        || headers == null
        || partitionBy == null
        || stamp == null
        || !partitionFitsKey(decl, partitionBy, path, shape)) {
      return null;
    }
    boolean json =
        decl.keyFormat() == null ? key.size() > 1 : decl.keyFormat().value() == KeyFormat.JSON;
    return new KafkaRecord(key, json, value, headers, partitionBy, stamp);
  }

  private @Nullable List<String> scalars(List<Located<String>> names, RecordType row, String path) {
    List<String> fields = new ArrayList<>();
    for (Located<String> name : names) {
      Field field = known(name, row, path);
      if (field == null) {
        return null;
      }
      if (!field.type().isScalar()) {
        resolution.out.add(
            Diagnostic.of(
                PlanCode.PLN012,
                name.span(),
                path,
                "field `" + field.display() + "` cannot be a Kafka key: it is no scalar"));
        return null;
      }
      fields.add(name.value());
    }
    return fields;
  }

  private @Nullable Field known(Located<String> name, RecordType row, String path) {
    Field field = row.field(name.value());
    if (field == null) {
      resolution.unknown(ReferenceCode.REF009, name, path, "field", Resolution.names(row));
    }
    return field;
  }

  private @Nullable List<String> key(SinkDecl.Kafka sink, Inputs.Merged merged) {
    KafkaRecordDecl decl = sink.record();
    String path = sink.head().path();
    StreamShape shape = merged.shape();
    List<String> key = scalars(decl.key(), shape.row(), path + ".key");
    if (shape.mode() instanceof ChangeMode.Retract) {
      Updates.refuse(
          resolution,
          sink.head(),
          merged.refs().get(0),
          shape,
          "a topic takes rows back by a key, which these rows do not have",
          merged.refs().size() > 1
              ? "write each input to a topic of its own"
              : "keep the fields of the key that the rows are updated by");
      return null;
    }
    if (key == null || !(shape.mode() instanceof ChangeMode.Upsert upsert)) {
      return key;
    }
    if (key.isEmpty()) {
      return upsert.key();
    }
    if (new HashSet<>(key).equals(new HashSet<>(upsert.key()))) {
      return key;
    }
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN007,
                decl.key().get(0).span(),
                path + ".key",
                "the rows update one another by "
                    + (upsert.key().isEmpty() ? "no key" : String.join(", ", upsert.key()))
                    + ", not by "
                    + String.join(", ", key))
            .withHelp(
                upsert.key().isEmpty()
                    ? "remove `key`"
                    : "`key: [" + String.join(", ", upsert.key()) + "]`, or leave it out"));
    return null;
  }

  /** All versions of a row must stay in one partition, or their order is lost. */
  private boolean partitionFitsKey(
      KafkaRecordDecl decl, List<String> partitionBy, String path, StreamShape shape) {
    if (!(shape.mode() instanceof ChangeMode.Upsert upsert)) {
      return true;
    }
    for (int i = 0; i < partitionBy.size(); i++) {
      if (!upsert.key().contains(partitionBy.get(i))) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN007,
                    decl.partitionBy().get(i).span(),
                    path + ".partition-by",
                    "`"
                        + partitionBy.get(i)
                        + "` is not part of the key by which rows update one another, so versions"
                        + " of a row could go to different partitions")
                .withHelp("remove `partition-by`: the key picks the partition"));
        return false;
      }
    }
    return true;
  }

  private @Nullable List<String> value(
      KafkaRecordDecl decl, String path, RecordType row, FormatDecl format) {
    List<Located<String>> chosen = decl.keep() != null ? decl.keep() : decl.drop();
    if (chosen == null) {
      return defaultValue(decl, row, format);
    }
    String place = path + ".value." + (decl.keep() != null ? "keep" : "drop");
    Set<String> names = new HashSet<>();
    for (Located<String> name : chosen) {
      if (known(name, row, place) == null) {
        return null;
      }
      names.add(name.value());
    }
    List<String> value =
        Resolution.names(row).stream()
            .filter(name -> names.contains(name) == (decl.keep() != null))
            .toList();
    if (value.isEmpty()) {
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN017, chosen.get(0).span(), place, "nothing is left of the value"));
      return null;
    }
    return value;
  }

  /** Raw writes one field: with a key, the one that is not the key. */
  private static List<String> defaultValue(
      KafkaRecordDecl decl, RecordType row, FormatDecl format) {
    List<String> names = Resolution.names(row);
    if (format.kind().value() != FormatDecl.Kind.RAW || names.size() == 1) {
      return names;
    }
    List<String> keys = decl.key().stream().map(Located::value).toList();
    return names.stream().filter(name -> !keys.contains(name)).toList();
  }

  private @Nullable List<Column> headers(KafkaRecordDecl decl, StreamShape shape) {
    List<Column> headers = new ArrayList<>();
    for (NamedExpression header : decl.headers()) {
      Column column = columns.column(header, resolution.scope(shape).build());
      if (column == null) {
        continue;
      }
      Type type = column.expression().type();
      if (type != ScalarType.STRING && type != ScalarType.BYTES) {
        resolution.out.add(
            Diagnostic.of(
                    TypeCode.TYP045,
                    header.expression().text().whole(),
                    header.expression().path(),
                    "a header is text or bytes, this is " + type.display())
                .withHelp(
                    type.isScalar()
                        ? "string(" + header.expression().text().value().strip() + ")"
                        : null));
        continue;
      }
      headers.add(column);
    }
    return headers.size() == decl.headers().size() ? headers : null;
  }

  private @Nullable Stamp stamp(
      KafkaRecordDecl.@Nullable Stamp decl, String path, StreamShape shape) {
    if (decl == null) {
      return new Stamp(Stamp.Kind.INGESTION, null);
    }
    Located<String> name = decl.field();
    if (name == null) {
      if (decl.eventTime() && !shape.watermarked()) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN070,
                    decl.span(),
                    path + ".timestamp",
                    "the rows have no event time to stamp records with")
                .withHelp("declare `time` on their sources, or use `timestamp: ingestion`"));
        return null;
      }
      return new Stamp(decl.eventTime() ? Stamp.Kind.EVENT_TIME : Stamp.Kind.INGESTION, null);
    }
    Field field = known(name, shape.row(), path + ".timestamp.field");
    if (field == null) {
      return null;
    }
    if (field.type() != ScalarType.TIMESTAMP || field.nullable()) {
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN070,
              name.span(),
              path + ".timestamp.field",
              "a record's timestamp needs a timestamp that is always there, `"
                  + field.display()
                  + "` is none"));
      return null;
    }
    return new Stamp(Stamp.Kind.FIELD, field.name());
  }
}
