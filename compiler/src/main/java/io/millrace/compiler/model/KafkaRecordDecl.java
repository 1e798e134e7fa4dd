package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a Kafka sink makes a record of a row.
 *
 * @param key fields that make the record's key; empty: no key
 * @param keyFormat null: one field is plain text, several are a JSON object
 * @param keep fields that make the value; null unless chosen that way
 * @param drop fields that are not in the value; null unless chosen that way
 * @param headers name → expression
 * @param partitionBy fields whose hash picks the partition; empty: left to the key
 * @param timestamp null: the time of writing
 */
public record KafkaRecordDecl(
    List<Located<String>> key,
    @Nullable Located<KeyFormat> keyFormat,
    @Nullable List<Located<String>> keep,
    @Nullable List<Located<String>> drop,
    List<NamedExpression> headers,
    List<Located<String>> partitionBy,
    @Nullable Stamp timestamp) {
  /** How a key of one field stands in bytes. */
  public enum KeyFormat {
    TEXT,
    JSON
  }

  /**
   * Where a record's timestamp comes from.
   *
   * @param field null: the row's event time, or the time of writing
   * @param eventTime whether it is the row's event time
   */
  public record Stamp(@Nullable Located<String> field, boolean eventTime, Span span) {}
}
