package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.KafkaRecordDecl;
import io.millrace.compiler.model.KafkaRecordDecl.KeyFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds what a Kafka sink says of its records. */
final class KafkaRecordBinder {
  private KafkaRecordBinder() {}

  static KafkaRecordDecl bind(Section sink) {
    List<Located<String>> key = sink.names("key");
    Section value = sink.section("value");
    return new KafkaRecordDecl(
        key,
        keyFormat(sink, key),
        value == null || !value.has("keep") ? null : value.names("keep"),
        value == null || !value.has("drop") ? null : value.names("drop"),
        sink.expressions("headers"),
        sink.names("partition-by"),
        timestamp(sink));
  }

  private static @Nullable Located<KeyFormat> keyFormat(Section sink, List<Located<String>> key) {
    Located<KeyFormat> format = sink.choice("key-format", KeyFormat.class);
    if (format == null) {
      return null;
    }
    if (key.size() > 1 && format.value() == KeyFormat.TEXT) {
      sink.report(
          SchemaCode.SCH011,
          format.span(),
          "key-format",
          "a key of " + key.size() + " fields cannot be plain text: it is a JSON object");
    } else if (key.isEmpty()) {
      sink.context()
          .add(
              Diagnostic.of(
                  SchemaCode.SCH013,
                  sink.keySpan("key-format"),
                  sink.pathOf("key-format"),
                  "`key-format` has no effect without a `key`"));
    }
    return format;
  }

  private static KafkaRecordDecl.@Nullable Stamp timestamp(Section sink) {
    Section mapping = sink.section("timestamp");
    if (mapping != null) {
      return new KafkaRecordDecl.Stamp(mapping.requiredText("field"), false, mapping.span());
    }
    Located<String> word = sink.text("timestamp");
    return word == null
        ? null
        : new KafkaRecordDecl.Stamp(null, word.value().equals("event-time"), word.span());
  }
}
