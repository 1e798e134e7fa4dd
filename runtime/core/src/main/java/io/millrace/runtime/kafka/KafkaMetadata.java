package io.millrace.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A Kafka record's metadata as values of pipelines. */
public final class KafkaMetadata {
  private KafkaMetadata() {}

  /**
   * A record's timestamp in epoch microseconds. Records of brokers before 0.10 have none: theirs is
   * a millisecond before 1970.
   */
  public static long micros(long millis) {
    return Math.multiplyExact(millis, 1000L);
  }

  /** Bytes as UTF-8, with replacement characters for what is none. */
  public static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  /** Headers as text, in their order; of a name that stands twice the last one counts. */
  public static Map<String, String> headers(Headers headers) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Header header : headers) {
      byte[] value = header.value();
      if (value != null) {
        texts.put(header.key(), new String(value, UTF_8));
      }
    }
    return texts;
  }
}
