package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows stand in bytes.
 *
 * @param delimiter CSV only: one character, default comma
 * @param header CSV only: files and sinks start with a line of column names, default false
 * @param avro Avro only
 * @param message Protocol Buffers only: the type that a sink writes
 * @param key change events only: the fields by which rows replace one another
 * @param mode JSON of sources only: how much of a document is checked
 */
public record FormatDecl(
    Located<Kind> kind,
    @Nullable Located<String> delimiter,
    @Nullable Located<Boolean> header,
    @Nullable AvroOptions avro,
    @Nullable Located<String> message,
    List<Located<String>> key,
    @Nullable Located<Mode> mode,
    Span span,
    String path) {
  public FormatDecl {
    key = List.copyOf(key);
  }

  /** A format of which nothing more is said. */
  public FormatDecl(
      Located<Kind> kind,
      @Nullable Located<String> delimiter,
      @Nullable Located<Boolean> header,
      @Nullable AvroOptions avro,
      Span span,
      String path) {
    this(kind, delimiter, header, avro, null, List.of(), null, span, path);
  }

  /**
   * What is said of Avro.
   *
   * @param url address of the schema registry
   * @param subject under which a sink registers its schema
   * @param name full name of the record that a sink writes
   */
  public record AvroOptions(
      @Nullable DeployText url, @Nullable DeployText subject, @Nullable Located<String> name) {}

  /** How much of a document is checked. */
  public enum Mode {
    /** All of it, and the last of equal names counts. */
    STRICT,
    /** What is read, and the first of equal names counts. */
    FAST
  }

  /** The formats. */
  public enum Kind {
    JSON,
    CSV,
    /** The value as it is: one field, string or bytes. */
    RAW,
    /** Avro's binary encoding, without a schema in front. */
    AVRO,
    /** Parquet files. */
    PARQUET,
    /** Avro's object container files, called {@code avro} where files are meant. */
    AVRO_FILE,
    /** Avro behind the id of its schema in a registry, as Confluent's clients write it. */
    AVRO_REGISTRY,
    /** The wire format of Protocol Buffers, one message a record. */
    PROTOBUF,
    /** JSON beside its schema, as Kafka Connect's JsonConverter writes it. */
    CONNECT_JSON,
    /** Debezium's change events in JSON. */
    DEBEZIUM_JSON;

    /** Whether files of the format are more than lines. */
    public boolean isFileFormat() {
      return this == AVRO_FILE || this == PARQUET;
    }

    /** Whether a record says what it does to the row before it. */
    public boolean isChangelog() {
      return this == DEBEZIUM_JSON;
    }

    /** Whether the bytes are Avro's. */
    public boolean isAvro() {
      return this == AVRO || this == AVRO_REGISTRY || this == AVRO_FILE;
    }
  }
}
