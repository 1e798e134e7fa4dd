package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That the records of a topic replace one another by key.
 *
 * @param key fields of the schema that are read from the record's key
 * @param keyFormat null: one field is plain text, several are a JSON object
 * @param stateTtl how long old values are kept, where they are needed; null: as the job says
 * @param span the value of {@code changelog}
 */
public record ChangelogDecl(
    List<Located<String>> key,
    @Nullable Located<KafkaRecordDecl.KeyFormat> keyFormat,
    @Nullable Located<Duration> stateTtl,
    Span span) {
  public ChangelogDecl {
    key = List.copyOf(key);
  }
}
