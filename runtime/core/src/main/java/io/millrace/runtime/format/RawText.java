package io.millrace.runtime.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values as they are: what generated decoders and encoders of the raw format call. */
public final class RawText {
  private RawText() {}

  /**
   * The bytes as text.
   *
   * @throws DecodeException if they are no UTF-8
   */
  public static String readString(String field, byte[] bytes, int offset, int length)
      throws DecodeException {
    String text = Utf8.text(bytes, offset, offset + length);
    if (text == null) {
      throw new DecodeException("field " + field + ": expected UTF-8, found other bytes");
    }
    return text;
  }

  /** The bytes as text, or null if they are no UTF-8. */
  public static @Nullable String readText(byte[] bytes, int offset, int length) {
    return Utf8.text(bytes, offset, offset + length);
  }

  public static byte[] readBytes(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  public static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] text(boolean value) {
    return value ? DigitText.TRUE.clone() : DigitText.FALSE.clone();
  }

  public static byte[] text(long value) {
    byte[] out = new byte[20];
    return Arrays.copyOf(out, DigitText.format(value, out, 0));
  }

  /** The shortest decimal; NaN and infinities as Java names them. */
  public static byte[] text(double value) {
    if (!Double.isFinite(value)) {
      return text(Double.toString(value));
    }
    byte[] out = new byte[DoubleText.MAX_LENGTH];
    return Arrays.copyOf(out, new DoubleText().format(value, out, 0));
  }

  /** All digits of the scale, without an exponent. */
  public static byte[] text(BigDecimal value) {
    return value.toPlainString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Epoch microseconds as RFC 3339 text. */
  public static byte[] timestamp(long micros) {
    byte[] out = new byte[TimestampText.MAX_LENGTH];
    return Arrays.copyOf(out, TimestampText.format(micros, out, 0));
  }

  /** Epoch microseconds as whole milliseconds. */
  public static byte[] epochMillis(long micros) {
    return text(Math.floorDiv(micros, 1000L));
  }

  /** Epoch microseconds as seconds, with a fraction if there is one. */
  public static byte[] epochSeconds(long micros) {
    byte[] out = new byte[32];
    return Arrays.copyOf(out, DigitText.formatMicros(micros, out, 0));
  }

  /** Microseconds as ISO 8601 text. */
  public static byte[] duration(long micros) {
    return DurationText.format(micros);
  }
}
