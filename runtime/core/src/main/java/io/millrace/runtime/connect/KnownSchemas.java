package io.millrace.runtime.connect;

import io.millrace.runtime.format.DecodeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that came with records so far. Each record carries its own, and nearly all carry the
 * same, so one is parsed once and then found by its bytes.
 */
final class KnownSchemas {
  /** More than a topic has ever had; beyond them a producer makes them up. */
  private static final int MAX_KEPT = 100;

  private final Map<ByteBuffer, ConnectSchema> known = new HashMap<>();
  private byte[] lastBytes = {};
  private @Nullable ConnectSchema last;

  /** The schema whose JSON stands in a record. */
  ConnectSchema schema(byte[] bytes, int from, int to) throws DecodeException {
    ConnectSchema found = last;
    if (found == null || !Arrays.equals(bytes, from, to, lastBytes, 0, lastBytes.length)) {
      byte[] own = Arrays.copyOfRange(bytes, from, to);
      found = known.get(ByteBuffer.wrap(own));
      if (found == null) {
        found = ConnectSchema.parse(own, 0, own.length);
        if (known.size() == MAX_KEPT) {
          known.clear();
        }
        known.put(ByteBuffer.wrap(own), found);
      }
      last = found;
      lastBytes = own;
    }
    return found;
  }
}
