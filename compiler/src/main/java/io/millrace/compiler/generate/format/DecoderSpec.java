package io.millrace.compiler.generate.format;

import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.AvroSpec;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.types.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * A decoder class to generate.
 *
 * @param source the file that the header comment names
 * @param packageName the pipeline's package
 * @param className simple name
 * @param node id of the source
 * @param record what comes out: the fields that the pipeline uses, at any depth
 * @param wire what comes in: all declared fields. Fields of {@code record} are found in it by name
 * @param delimiter of CSV, an ASCII character
 * @param header whether CSV files start with the columns' names
 * @param avro for Avro only, null for other formats
 * @param proto for Protocol Buffers only, null for other formats
 * @param fast for JSON only: whether a document is read only as far as it is needed
 */
public record DecoderSpec(
    String source,
    String packageName,
    String className,
    String node,
    RecordType record,
    RecordType wire,
    FormatDecl.Kind format,
    char delimiter,
    boolean header,
    @Nullable AvroSpec avro,
    @Nullable ProtoMessage proto,
    boolean fast) {
  /** A decoder of text. */
  public DecoderSpec(
      String source,
      String packageName,
      String className,
      String node,
      RecordType record,
      RecordType wire,
      FormatDecl.Kind format,
      char delimiter,
      boolean header) {
    this(source, packageName, className, node, record, wire, format, delimiter, header, null);
  }

  /** A decoder of Avro. */
  public DecoderSpec(
      String source,
      String packageName,
      String className,
      String node,
      RecordType record,
      RecordType wire,
      FormatDecl.Kind format,
      char delimiter,
      boolean header,
      @Nullable AvroSpec avro) {
    this(
        source,
        packageName,
        className,
        node,
        record,
        wire,
        format,
        delimiter,
        header,
        avro,
        null,
        false);
  }
}
