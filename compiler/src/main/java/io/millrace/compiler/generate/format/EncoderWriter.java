package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the encoder class of a sink, or of its key. */
public final class EncoderWriter {
  /** What the templates of encoders show. */
  public record View(
      String source,
      String packageName,
      List<String> imports,
      String node,
      String className,
      String record,
      List<JsonWrites.Constant> constants,
      List<String> columns,
      List<String> statements,
      List<JsonWrites.Method> methods) {}

  private EncoderWriter() {}

  /** The file of an encoder. */
  public static JavaFile write(EncoderSpec spec) {
    return JavaFile.of(spec.packageName(), spec.className(), text(spec));
  }

  private static String text(EncoderSpec spec) {
    FormatDecl.Kind format = spec.format();
    if (format == null) {
      boolean plain = spec.fields().size() == 1 && spec.fields().get(0).type().isScalar();
      return plain ? plainText(spec) : json(spec);
    }
    return switch (format) {
      case JSON -> json(spec);
      case CSV -> csv(spec);
      case RAW -> plainText(spec);
      case AVRO, AVRO_REGISTRY, AVRO_FILE -> AvroWriter.encoder(spec);
      case PROTOBUF -> ProtoCodecs.encoder(spec);
      case PARQUET -> ParquetWriter.encoder(spec);
      case CONNECT_JSON -> ConnectCodecs.encoder(spec);
      case DEBEZIUM_JSON -> throw new IllegalArgumentException("a format of sources");
    };
  }

  private static String json(EncoderSpec spec) {
    JsonWrites writes = new JsonWrites();
    List<String> statements = writes.members(spec.row(), spec.fields(), "row");
    Set<String> imports = new TreeSet<>(writes.imports());
    imports.add("io.millrace.runtime.format.JsonEncoder");
    imports.add("io.millrace.runtime.format.JsonWriter");
    return render(
        "jsonEncoder.ftl",
        spec,
        imports,
        writes.constants(),
        List.of(),
        statements,
        writes.methods());
  }

  private static String csv(EncoderSpec spec) {
    List<String> columns = new ArrayList<>();
    columns.add(JavaLiterals.character(spec.delimiter()));
    columns.add(Boolean.toString(spec.header()));
    List<String> statements = new ArrayList<>();
    for (Field field : spec.fields()) {
      columns.add(JavaLiterals.string(field.wireName()));
      String method =
          field.type() instanceof DecimalType
              ? "writeDecimal"
              : JsonWrites.scalarMethod(scalar(field), field.form());
      String write = "out." + method + "(row." + JavaIdentifiers.field(field.name()) + "());";
      statements.add("out.cell();");
      if (field.nullable()) {
        statements.add("if (" + JsonWrites.isPresent(field, "row") + ") {");
        statements.add("  " + write);
        statements.add("}");
      } else {
        statements.add(write);
      }
    }
    List<String> lines = List.of(LineWrap.arguments(4, "super(", columns, ");"));
    return render("csvEncoder.ftl", spec, Set.of(), List.of(), lines, statements, List.of());
  }

  private static String plainText(EncoderSpec spec) {
    if (spec.fields().size() != 1) {
      throw new IllegalArgumentException("plain text holds one field: " + spec.fields());
    }
    Field field = spec.fields().get(0);
    String value = "row." + JavaIdentifiers.field(field.name()) + "()";
    if (field.type() instanceof DecimalType) {
      return plainText(spec, field, "RawText.text(" + value + ")");
    }
    ScalarType scalar = scalar(field);
    String text =
        switch (scalar) {
          case BYTES -> value + ".clone()";
          case DURATION -> "RawText.duration(" + value + ")";
          case TIMESTAMP ->
              switch (field.form()) {
                case ISO -> "RawText.timestamp(" + value + ")";
                case MILLIS -> "RawText.epochMillis(" + value + ")";
                case SECONDS -> "RawText.epochSeconds(" + value + ")";
              };
          default -> "RawText.text(" + value + ")";
        };
    return plainText(spec, field, text);
  }

  private static String plainText(EncoderSpec spec, Field field, String text) {
    String result =
        field.nullable()
            ? "return " + JsonWrites.isPresent(field, "row") + " ? " + text + " : new byte[0];"
            : "return " + text + ";";
    Set<String> imports = new TreeSet<>();
    imports.add("io.millrace.runtime.format.RecordEncoder");
    if (field.type() != ScalarType.BYTES) {
      imports.add("io.millrace.runtime.format.RawText");
    }
    return render(
        "plainEncoder.ftl", spec, imports, List.of(), List.of(), List.of(result), List.of());
  }

  private static ScalarType scalar(Field field) {
    if (field.type() instanceof ScalarType scalar) {
      return scalar;
    }
    throw new IllegalArgumentException("no scalar: " + field.display());
  }

  private static String render(
      String template,
      EncoderSpec spec,
      Set<String> imports,
      List<JsonWrites.Constant> constants,
      List<String> columns,
      List<String> statements,
      List<JsonWrites.Method> methods) {
    return Templates.render(
        template,
        new View(
            JavaLiterals.comment(spec.source()),
            spec.packageName(),
            List.copyOf(imports),
            JavaLiterals.comment(spec.node()),
            spec.className(),
            JavaIdentifiers.type(spec.row().name()),
            constants,
            columns,
            statements,
            methods));
  }
}
