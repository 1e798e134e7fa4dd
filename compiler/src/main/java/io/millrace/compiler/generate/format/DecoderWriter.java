package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the decoder class of a source. */
public final class DecoderWriter {
  /** What the template of JSON decoders shows. */
  public record JsonView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String base,
      String record,
      List<JsonReads.Table> tables,
      String read,
      List<JsonReads.RecordMethod> records,
      List<JsonReads.CollectionMethod> collections) {}

  /** What the templates of CSV and raw decoders show. */
  public record PlainView(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      List<String> columns,
      String result) {}

  private DecoderWriter() {}

  /** The file of a decoder. */
  public static JavaFile write(DecoderSpec spec) {
    String text =
        switch (spec.format()) {
          case JSON -> json(spec);
          case CSV -> csv(spec);
          case RAW -> raw(spec);
          case AVRO, AVRO_REGISTRY, AVRO_FILE -> AvroWriter.decoder(spec);
          case PROTOBUF -> ProtoCodecs.decoder(spec);
          case PARQUET -> ParquetWriter.decoder(spec);
          case CONNECT_JSON -> ConnectCodecs.decoder(spec);
          case DEBEZIUM_JSON -> ConnectCodecs.events(spec);
        };
    return JavaFile.of(spec.packageName(), spec.className(), text);
  }

  private static String record(DecoderSpec spec) {
    return JavaIdentifiers.type(spec.record().name());
  }

  private static String json(DecoderSpec spec) {
    JsonReads reads = new JsonReads(spec.fast());
    String base = spec.fast() ? "FastJsonDecoder" : "JsonDecoder";
    String read = reads.read(spec.record(), spec.wire(), TimestampForm.ISO);
    Set<String> imports = new TreeSet<>(reads.imports());
    imports.add("io.millrace.runtime.format.DecodeException");
    imports.add("io.millrace.runtime.format." + base);
    imports.add("io.millrace.runtime.format.JsonNames");
    imports.add("io.millrace.runtime.format.JsonReader");
    return Templates.render(
        "jsonDecoder.ftl",
        new JsonView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            base,
            record(spec),
            reads.tables(),
            read,
            reads.records(),
            reads.collections()));
  }

  private static String csv(DecoderSpec spec) {
    List<String> columns = new ArrayList<>();
    columns.add(JavaLiterals.character(spec.delimiter()));
    columns.add(Boolean.toString(spec.header()));
    for (Field column : spec.wire().fields()) {
      List<String> names = new ArrayList<>();
      names.add(JavaLiterals.string(column.wireName()));
      column.aliases().forEach(alias -> names.add(JavaLiterals.string(alias)));
      columns.add("column(" + String.join(", ", names) + ")");
    }
    List<String> components = new ArrayList<>();
    for (Field field : spec.record().fields()) {
      Field declared = declared(spec, field);
      int column = spec.wire().fields().indexOf(declared);
      String read = csvRead(field, declared, column);
      boolean optional = field.nullable() || field.defaultValue() != null;
      String present = "in.isPresent(" + column + ")";
      components.add(optional ? present + " ? " + read + " : " + JsonReads.absent(field) : read);
      if (field.nullable() && JavaTypes.isPrimitive(field.type())) {
        components.add(field.defaultValue() != null ? "true" : present);
      }
    }
    return plain("csvDecoder.ftl", spec, columns, components);
  }

  private static String csvRead(Field field, Field declared, int column) {
    if (field.type() instanceof ScalarType scalar) {
      return "in." + JsonReads.scalarMethod(scalar, declared.form()) + "(" + column + ")";
    }
    if (field.type() instanceof DecimalType decimal) {
      return "in.readDecimal(" + column + ", " + decimal.precision() + ", " + decimal.scale() + ")";
    }
    throw new IllegalArgumentException("no scalar in CSV: " + field.display());
  }

  private static String raw(DecoderSpec spec) {
    List<String> components = new ArrayList<>();
    for (Field field : spec.record().fields()) {
      components.add(
          field.type() == ScalarType.BYTES
              ? "RawText.readBytes(bytes, offset, length)"
              : "RawText.readString("
                  + JavaLiterals.string(declared(spec, field).wireName())
                  + ", bytes, offset, length)");
    }
    return plain("rawDecoder.ftl", spec, List.of(), components);
  }

  private static Field declared(DecoderSpec spec, Field field) {
    Field declared = spec.wire().field(field.name());
    if (declared == null) {
      throw new IllegalArgumentException("not declared: " + field.name());
    }
    return declared;
  }

  private static String plain(
      String template, DecoderSpec spec, List<String> columns, List<String> components) {
    String record = record(spec);
    return Templates.render(
        template,
        new PlainView(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            spec.record().fields().stream().anyMatch(f -> f.defaultValue() instanceof BigDecimal)
                ? List.of("java.math.BigDecimal")
                : List.of(),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            record,
            columns.isEmpty() ? List.of() : List.of(LineWrap.arguments(4, "super(", columns, ");")),
            LineWrap.arguments(4, "return new " + record + "(", components, ");")));
  }
}
