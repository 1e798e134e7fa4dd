package io.millrace.compiler.plan;

import io.millrace.compiler.model.FormatDecl;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A format with its defaults filled in; delimiter and header matter for CSV only.
 *
 * @param avro for Avro only, null for other formats
 * @param proto for Protocol Buffers only, null for other formats
 * @param changes for change events only: the key by which rows replace one another, which may be
 *     empty; null for formats of plain rows
 * @param fast for JSON only: whether a document is read only as far as it is needed
 */
public record FormatSpec(
    FormatDecl.Kind kind,
    char delimiter,
    boolean header,
    @Nullable AvroSpec avro,
    @Nullable ProtoMessage proto,
    @Nullable List<String> changes,
    boolean fast) {
  /** A format of which all is checked. */
  public FormatSpec(
      FormatDecl.Kind kind,
      char delimiter,
      boolean header,
      @Nullable AvroSpec avro,
      @Nullable ProtoMessage proto,
      @Nullable List<String> changes) {
    this(kind, delimiter, header, avro, proto, changes, false);
  }

  /** A format of text. */
  public FormatSpec(FormatDecl.Kind kind, char delimiter, boolean header) {
    this(kind, delimiter, header, null, null, null);
  }

  /** The format in files, where {@code avro} is a format of files of its own. */
  public FormatSpec ofFiles() {
    return kind == FormatDecl.Kind.AVRO
        ? new FormatSpec(FormatDecl.Kind.AVRO_FILE, delimiter, header, avro, proto, changes)
        : this;
  }

  /** Optional parts of the runtime that the format needs. */
  public Set<RuntimeModule> modules() {
    return kind == FormatDecl.Kind.PARQUET ? Set.of(RuntimeModule.PARQUET) : Set.of();
  }

  public String display() {
    String name =
        kind == FormatDecl.Kind.AVRO_FILE
            ? "avro"
            : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (proto != null) {
      return name + " of " + proto.name();
    }
    return avro == null || avro.registry() == null
        ? name + (fast ? ", fast" : "")
        : name
            + " of "
            + avro.registry().text()
            + (avro.subject() == null ? "" : ", subject " + avro.subject().text());
  }

  /** Whether records in fields can be decoded in part. */
  public boolean decodesParts() {
    return kind != FormatDecl.Kind.PARQUET && kind != FormatDecl.Kind.DEBEZIUM_JSON;
  }
}
