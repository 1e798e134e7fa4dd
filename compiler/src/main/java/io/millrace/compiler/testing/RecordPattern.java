package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.yaml.YamlNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a record that a sink has to write; null parts are not compared.
 *
 * @param key a scalar is text, null is no key, all else is JSON
 * @param value a scalar is text, null is a tombstone, all else is JSON
 */
public record RecordPattern(
    @Nullable YamlNode key,
    @Nullable YamlNode value,
    Map<String, String> headers,
    @Nullable Long timestampMillis,
    @Nullable String topic,
    Span span) {}
