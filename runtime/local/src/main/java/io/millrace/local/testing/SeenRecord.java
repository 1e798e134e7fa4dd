package io.millrace.local.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that a sink wrote; of a file or a printer only the value. */
record SeenRecord(
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, String> headers,
    @Nullable Long timestampMillis,
    @Nullable String topic) {}
