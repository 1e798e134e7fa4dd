package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.FormatCode;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.AvroSpec;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each format can hold. */
final class Formats {
  private Formats() {}

  static FormatSpec spec(FormatDecl decl) {
    return new FormatSpec(
        decl.kind().value(),
        decl.delimiter() == null ? ',' : decl.delimiter().value().charAt(0),
        decl.header() != null && decl.header().value(),
        null,
        null,
        null,
        decl.mode() != null && decl.mode().value() == FormatDecl.Mode.FAST);
  }

  /** The format of a source: which schema its records were written with. */
  static FormatSpec source(Resolution resolution, FormatDecl decl, RecordType row) {
    FormatSpec spec = spec(decl);
    if (spec.kind().isChangelog()) {
      List<String> key = decl.key().stream().map(Located::value).toList();
      return new FormatSpec(spec.kind(), ',', false, null, null, key);
    }
    if (spec.kind() == FormatDecl.Kind.PROTOBUF) {
      return protobuf(spec, ProtoFit.source(resolution, decl, row));
    }
    if (!spec.kind().isAvro()) {
      return spec;
    }
    FormatDecl.AvroOptions options = decl.avro();
    if (options != null && (options.subject() != null || options.name() != null)) {
      Span span = options.name() != null ? options.name().span() : options.subject().text().whole();
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN080,
              span,
              decl.path(),
              "`"
                  + (options.name() != null ? "name" : "subject")
                  + "` is for sinks; a source reads what others registered"));
    }
    String known = resolution.avroSchemas.get(row.name());
    String schema = known != null ? known : AvroRows.schema(row, row.fields(), row.name());
    return new FormatSpec(
        spec.kind(),
        spec.delimiter(),
        spec.header(),
        new AvroSpec(schema, registry(resolution, decl), null),
        null,
        null);
  }

  private static FormatSpec protobuf(FormatSpec spec, @Nullable ProtoMessage message) {
    return new FormatSpec(spec.kind(), spec.delimiter(), spec.header(), null, message, null);
  }

  /** The format of a sink: with which schema it writes, and under which subject. */
  static FormatSpec sink(
      Resolution resolution,
      FormatDecl decl,
      RecordType row,
      List<Field> fields,
      DeployValue topic) {
    FormatSpec spec = written(resolution, decl);
    if (spec.kind().isChangelog()) {
      resolution.out.add(
          Diagnostic.of(
                  FormatCode.PLN153,
                  decl.kind().span(),
                  decl.path(),
                  "`debezium-json` is a format of sources")
              .withHelp("`format: json` writes the key, the latest value, and tombstones"));
    }
    if (spec.kind() == FormatDecl.Kind.PROTOBUF) {
      return protobuf(spec, ProtoFit.sink(resolution, decl, row, fields));
    }
    if (!spec.kind().isAvro()) {
      return spec;
    }
    FormatDecl.AvroOptions options = decl.avro();
    String name = options == null || options.name() == null ? row.name() : options.name().value();
    DeployValue subject = options == null ? null : resolution.texts.plainOrNull(options.subject());
    return new FormatSpec(
        spec.kind(),
        spec.delimiter(),
        spec.header(),
        new AvroSpec(
            AvroRows.schema(row, fields, name),
            registry(resolution, decl),
            spec.kind() != FormatDecl.Kind.AVRO_REGISTRY
                ? null
                : subject != null
                    ? subject
                    : new DeployValue(topic.text() + "-value", topic.parameters())),
        null,
        null);
  }

  /** The format of a sink of texts. */
  static FormatSpec written(Resolution resolution, FormatDecl decl) {
    if (decl.mode() != null) {
      resolution.out.add(
          Diagnostic.of(
                  FormatCode.PLN170,
                  decl.mode().span(),
                  decl.path() + ".mode",
                  "`mode` is for sources; a sink writes the same in either")
              .withHelp("remove `mode`"));
    }
    return spec(decl);
  }

  private static @Nullable DeployValue registry(Resolution resolution, FormatDecl decl) {
    return decl.avro() == null ? null : resolution.texts.plainOrNull(decl.avro().url());
  }

  /** Reports names that a format does not allow, at any depth of the rows that a sink writes. */
  private static void checkNames(
      Resolution resolution, String format, List<Field> fields, Span span, String path) {
    for (Field field : fields) {
      if (!field.wireName().matches("[A-Za-z_][A-Za-z0-9_]*")) {
        resolution.out.add(
            Diagnostic.of(
                PlanCode.PLN081,
                span,
                path,
                "`" + field.wireName() + "` cannot be the name of a field in " + format));
      }
      Type type = field.type();
      while (type instanceof ListType || type instanceof MapType) {
        type = type instanceof ListType list ? list.element() : ((MapType) type).value();
      }
      if (type instanceof RecordType record) {
        checkNames(resolution, format, record.fields(), span, path);
      }
    }
  }

  /** Reports fields that the format cannot hold. */
  static void check(
      Resolution resolution, FormatDecl format, List<Field> fields, Span span, String path) {
    switch (format.kind().value()) {
      case JSON, PROTOBUF, CONNECT_JSON, DEBEZIUM_JSON -> {}
      case AVRO, AVRO_REGISTRY, AVRO_FILE -> checkNames(resolution, "Avro", fields, span, path);
      case PARQUET -> checkNames(resolution, "Parquet", fields, span, path);
      case CSV -> {
        for (Field field : fields) {
          if (!field.type().isScalar()) {
            resolution.out.add(
                Diagnostic.of(
                        PlanCode.PLN009,
                        span,
                        path,
                        "CSV cannot hold field `"
                            + field.name()
                            + "` of type "
                            + field.type().display())
                    .withHelp("use `format: json`, or `select` the parts that you need"));
          }
        }
      }
      case RAW -> {
        boolean fits =
            fields.size() == 1
                && (fields.get(0).type() == ScalarType.STRING
                    || fields.get(0).type() == ScalarType.BYTES);
        if (!fits) {
          resolution.out.add(
              Diagnostic.of(
                      PlanCode.PLN008,
                      span,
                      path,
                      "raw takes exactly one field of type string or bytes, the rows have "
                          + (fields.isEmpty()
                              ? "none"
                              : String.join(", ", fields.stream().map(Field::display).toList())))
                  .withHelp("`select` the one field, or use `json` or `csv`"));
        }
      }
    }
  }
}
