package io.millrace.compiler.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a Kafka sink makes a record of a row, beside the value's format.
 *
 * @param key fields of the row that make the record's key; empty: no key
 * @param jsonKey whether the key is a JSON object; otherwise it is one field as plain text
 * @param value fields of the row that make the value
 * @param headers name → text or bytes; what is absent makes no header
 * @param partitionBy fields whose hash picks the partition; empty: the key's does
 * @param stamp where the record's timestamp comes from
 */
public record KafkaRecord(
    List<String> key,
    boolean jsonKey,
    List<String> value,
    List<Column> headers,
    List<String> partitionBy,
    Stamp stamp) {
  public KafkaRecord {
    key = List.copyOf(key);
    value = List.copyOf(value);
    headers = List.copyOf(headers);
    partitionBy = List.copyOf(partitionBy);
  }

  /** A record that has the row's bytes and nothing else. */
  public static KafkaRecord plain() {
    return new KafkaRecord(
        List.of(), false, List.of(), List.of(), List.of(), new Stamp(Stamp.Kind.INGESTION, null));
  }

  /**
   * Where a record's timestamp comes from.
   *
   * @param field of type timestamp; for {@link Kind#FIELD} only
   */
  public record Stamp(Kind kind, @Nullable String field) {
    /** The policies. */
    public enum Kind {
      /** The time at which the record is written. */
      INGESTION,
      /** The row's event time. */
      EVENT_TIME,
      /** A field of the row. */
      FIELD
    }
  }
}
