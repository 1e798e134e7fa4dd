package io.millrace.runtime.connect;

import io.millrace.runtime.expr.DecimalOps;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.JsonReader;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads values whose JSON says only with their schema what they mean. */
public final class ConnectValues {
  private static final long MICROS_PER_MILLI = 1_000L;
  private static final long NANOS_PER_MICRO = 1_000L;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private ConnectValues() {}

  /** Epoch microseconds; without a schema that says more, of RFC 3339 text. */
  public static long readTimestamp(JsonReader in, ConnectSchema type) throws DecodeException {
    return type.unit() == ConnectSchema.Unit.UNKNOWN ? in.readTimestamp() : readMicros(in, type);
  }

  /** The same; without a schema that says more, of a number of milliseconds. */
  public static long readEpochMillis(JsonReader in, ConnectSchema type) throws DecodeException {
    return type.unit() == ConnectSchema.Unit.UNKNOWN ? in.readEpochMillis() : readMicros(in, type);
  }

  /** The same; without a schema that says more, of a number of seconds. */
  public static long readEpochSeconds(JsonReader in, ConnectSchema type) throws DecodeException {
    return type.unit() == ConnectSchema.Unit.UNKNOWN ? in.readEpochSeconds() : readMicros(in, type);
  }

  /** Microseconds; without a schema that says more, of ISO 8601 text. */
  public static long readDuration(JsonReader in, ConnectSchema type) throws DecodeException {
    return type.unit() == ConnectSchema.Unit.UNKNOWN ? in.readDuration() : readMicros(in, type);
  }

  private static long readMicros(JsonReader in, ConnectSchema type) throws DecodeException {
    int from = in.position();
    long value = in.readLong();
    try {
      return switch (type.unit()) {
        case NANOS -> Math.floorDiv(value, NANOS_PER_MICRO);
        case MICROS, UNKNOWN -> value;
        case MILLIS -> Math.multiplyExact(value, MICROS_PER_MILLI);
        case DAYS -> Math.multiplyExact(value, MICROS_PER_DAY);
      };
    } catch (ArithmeticException e) {
      in.seek(from);
      throw in.unexpected("a time in the range of timestamps");
    }
  }

  /**
   * A decimal, rounded half up to its scale: the base64 of its digits' number where the schema says
   * so, else a number or the text of one.
   */
  public static BigDecimal readDecimal(JsonReader in, ConnectSchema type, int precision, int scale)
      throws DecodeException {
    if (!type.isDecimal() || in.peek() != '"') {
      return in.readDecimal(precision, scale);
    }
    int from = in.position();
    byte[] unscaled = in.readBytes();
    BigInteger digits = unscaled.length == 0 ? BigInteger.ZERO : new BigInteger(unscaled);
    try {
      return DecimalOps.fit(new BigDecimal(digits, type.scale()), precision, scale);
    } catch (ExpressionException e) {
      in.seek(from);
      throw in.unexpected(
          "a decimal of " + precision + " digits, " + scale + " of them behind the point");
    }
  }
}
