package io.millrace.runtime.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Keys that are plain text come back as the sink wrote them. */
class KeyTextTest {
  private interface Read<T> {
    T read(byte[] bytes, int offset, int length) throws DecodeException;
  }

  /** Reads out of the middle of other bytes. */
  private static <T> T read(byte[] text, Read<T> read) throws DecodeException {
    byte[] bytes = new byte[text.length + 4];
    bytes[1] = '7';
    bytes[text.length + 2] = '7';
    System.arraycopy(text, 0, bytes, 2, text.length);
    return read.read(bytes, 2, text.length);
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void readsWhatIsWritten() throws DecodeException {
    for (long value : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_767_225_600_123_456L}) {
      assertThat(read(RawText.text(value), KeyText::readLong)).isEqualTo(value);
      assertThat(read(RawText.duration(value / 1000), KeyText::readDuration))
          .isEqualTo(value / 1000);
    }
    for (long micros : new long[] {0, -1, 1_767_225_600_123_456L}) {
      assertThat(read(RawText.timestamp(micros), KeyText::readTimestamp)).isEqualTo(micros);
      assertThat(read(RawText.epochSeconds(micros), KeyText::readEpochSeconds)).isEqualTo(micros);
      assertThat(read(RawText.epochMillis(micros), KeyText::readEpochMillis))
          .isEqualTo(Math.floorDiv(micros, 1000L) * 1000L);
    }
    assertThat(read(RawText.text(true), KeyText::readBool)).isTrue();
    assertThat(read(RawText.text(false), KeyText::readBool)).isFalse();
    assertThat(read(RawText.text("a,\"b\" é"), KeyText::readString)).isEqualTo("a,\"b\" é");
    assertThat(read(RawText.text(""), KeyText::readString)).isEmpty();
    BigDecimal decimal = new BigDecimal("-12.30");
    BigDecimal found =
        read(
            RawText.text(decimal),
            (bytes, offset, length) -> KeyText.readDecimal(bytes, offset, length, 6, 2));
    assertThat(found).isEqualTo(decimal);
  }

  @Test
  void saysWhatItFound() {
    assertThatThrownBy(() -> read(text("1x"), KeyText::readLong))
        .isInstanceOf(DecodeException.class)
        .hasMessage("expected an int, found `1x`");
    assertThatThrownBy(() -> read(text(""), KeyText::readLong))
        .hasMessage("expected an int, found ``");
    assertThatThrownBy(() -> read(text("9223372036854775808"), KeyText::readLong))
        .hasMessage("expected an int of 64 bits, found `9223372036854775808`");
    assertThatThrownBy(() -> read(text("TRUE"), KeyText::readBool))
        .hasMessage("expected a bool, found `TRUE`");
    assertThatThrownBy(() -> read(new byte[] {(byte) 0xc3}, KeyText::readString))
        .hasMessage("expected UTF-8, found other bytes");
    assertThatThrownBy(() -> read(text("tomorrow"), KeyText::readTimestamp))
        .hasMessageEndingWith(", found `tomorrow`");
  }
}
