package io.millrace.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the writer writes, read by Jackson. */
class JsonWriterTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final byte[] TEXT = JsonWriter.member("text \"quoted\" ü");
  private static final byte[] NUMBER = JsonWriter.member("number");
  private static final byte[] REAL = JsonWriter.member("real");
  private static final byte[] LIST = JsonWriter.member("list");
  private static final byte[] MAP = JsonWriter.member("map");

  @Test
  void jacksonReadsWhatIsWritten() throws IOException {
    Random random = new Random(4);
    JsonWriter out = new JsonWriter();
    for (int i = 0; i < 4_000; i++) {
      String text = text(random);
      String key = text(random);
      long number = random.nextLong() >> random.nextInt(64);
      double real = Double.longBitsToDouble(random.nextLong());
      out.reset();
      int begin = out.begin();
      out.raw(TEXT);
      out.writeString(text);
      out.raw(NUMBER);
      out.writeLong(number);
      out.raw(REAL);
      out.writeDouble(real);
      out.raw(LIST);
      int list = out.begin();
      for (int j = 0; j < i % 3; j++) {
        out.raw(',');
        out.writeBool(j == 0);
      }
      out.endList(list);
      out.raw(MAP);
      int map = out.begin();
      if (i % 2 == 0) {
        out.writeName(key);
        out.writeBytes(new byte[] {(byte) i, 1});
      }
      out.endObject(map);
      out.endObject(begin);

      JsonNode read = JACKSON.readTree(out.toBytes());
      assertThat(read.size()).isEqualTo(5);
      assertThat(read.get("text \"quoted\" ü").textValue()).isEqualTo(text);
      assertThat(read.get("number").longValue()).isEqualTo(number);
      if (Double.isFinite(real)) {
        assertThat(read.get("real").doubleValue()).isEqualTo(real);
      } else {
        assertThat(read.get("real").isNull()).isTrue();
      }
      assertThat(read.get("list")).hasSize(i % 3);
      assertThat(read.get("map")).hasSize(1 - i % 2);
      if (i % 2 == 0) {
        assertThat(read.get("map").get(key).binaryValue()).containsExactly((byte) i, 1);
      }
    }
  }

  private static String text(Random random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(2000) : random.nextInt(20);
    int[] codePoints =
        random
            .ints(length, 0, 0x500)
            .map(c -> c > 0x480 ? c + 0x1f000 : c > 0x200 ? 'a' + c % 26 : c)
            .toArray();
    return new String(codePoints, 0, length);
  }

  @Test
  void emptyObjectsAndTimes() {
    JsonWriter out = new JsonWriter();
    out.endObject(out.begin());
    out.raw(',');
    out.writeTimestamp(1_769_860_800_123_456L);
    out.raw(',');
    out.writeEpochMillis(1_769_860_800_123_456L);
    out.raw(',');
    out.writeEpochSeconds(-1_500_000L);
    out.raw(',');
    out.writeEpochSeconds(-500_000L);
    out.raw(',');
    out.writeEpochMillis(-1L);
    out.raw(',');
    out.writeDuration(5_400_000_000L);
    out.raw(',');
    out.writeLong(Long.MIN_VALUE);
    out.raw(',');
    out.writeString("\u0001\b\f\n\r\t\u001f/\u007f");
    out.raw(',');
    out.writeString("aü€\ud83d\ude00\ud83d|\ude00");
    assertThat(new String(out.toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{},\"2026-01-31T12:00:00.123456Z\",1769860800123,-1.5,-0.5,-1,\"PT1H30M\","
                + "-9223372036854775808,\"\\u0001\\b\\f\\n\\r\\t\\u001f/\u007f\",\"aü€\ud83d\ude00?|?\"");
  }
}
