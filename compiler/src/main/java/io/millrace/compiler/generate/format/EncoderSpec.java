package io.millrace.compiler.generate.format;

import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.AvroSpec;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encoder class to generate.
 *
 * @param source the file that the header comment names
 * @param packageName the pipeline's package
 * @param className simple name
 * @param node id of the sink
 * @param row what goes in
 * @param fields what goes out, in this order
 * @param format how, or null for a key: a single scalar as plain text, anything else as JSON
 * @param delimiter of CSV, an ASCII character
 * @param header whether CSV files start with the columns' names
 * @param avro for Avro only, null for other formats
 * @param proto for Protocol Buffers only, null for other formats
 */
public record EncoderSpec(
    String source,
    String packageName,
    String className,
    String node,
    RecordType row,
    List<Field> fields,
    FormatDecl.@Nullable Kind format,
    char delimiter,
    boolean header,
    @Nullable AvroSpec avro,
    @Nullable ProtoMessage proto) {
  public EncoderSpec {
    fields = List.copyOf(fields);
  }

  /** An encoder of Avro. */
  public EncoderSpec(
      String source,
      String packageName,
      String className,
      String node,
      RecordType row,
      List<Field> fields,
      FormatDecl.@Nullable Kind format,
      char delimiter,
      boolean header,
      @Nullable AvroSpec avro) {
    this(source, packageName, className, node, row, fields, format, delimiter, header, avro, null);
  }

  /** The encoder of whole rows. */
  public static EncoderSpec value(
      String source,
      String packageName,
      String className,
      String node,
      RecordType row,
      FormatDecl.Kind format,
      char delimiter,
      boolean header) {
    return new EncoderSpec(
        source,
        packageName,
        className,
        node,
        row,
        row.fields(),
        format,
        delimiter,
        header,
        null,
        null);
  }

  /** The same fields as a JSON object. */
  public EncoderSpec asJson() {
    return new EncoderSpec(
        source,
        packageName,
        className,
        node,
        row,
        fields,
        FormatDecl.Kind.JSON,
        delimiter,
        header,
        null,
        null);
  }

  /** The encoder of a record's key: the named fields, in that order. */
  public static EncoderSpec key(
      String source,
      String packageName,
      String className,
      String node,
      RecordType row,
      List<String> key) {
    List<Field> fields = new ArrayList<>();
    for (String name : key) {
      Field field = row.field(name);
      if (field == null) {
        throw new IllegalArgumentException("no field " + name + " in " + row.name());
      }
      fields.add(field);
    }
    return new EncoderSpec(
        source, packageName, className, node, row, fields, null, ',', false, null, null);
  }
}
