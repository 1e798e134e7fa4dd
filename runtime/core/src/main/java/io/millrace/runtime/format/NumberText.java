package io.millrace.runtime.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Numbers of JSON's grammar in bytes. */
final class NumberText {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Larger exponents are refused before they cost memory: no 64-bit value needs them. */
  private static final int MAX_EXPONENT = 400;

  /** Longer numbers are refused: BigDecimal takes quadratic time. */
  private static final int MAX_DIGITS = 1000;

  private NumberText() {}

  /**
   * The index behind the number that starts at {@code from}: {@code from} itself if none starts
   * there, -1 if one starts but is malformed.
   */
  static int end(byte[] bytes, int from, int end) {
    int i = from;
    if (i < end && bytes[i] == '-') {
      i++;
    }
    int digits = i;
    i = digits(bytes, i, end);
    if (i == digits) {
      return i == from ? from : -1;
    }
    if (bytes[digits] == '0' && i > digits + 1) {
      return -1;
    }
    if (i < end && bytes[i] == '.') {
      int fraction = i + 1;
      i = digits(bytes, fraction, end);
      if (i == fraction) {
        return -1;
      }
    }
    if (i < end && (bytes[i] | 0x20) == 'e') {
      int exponent = i + 1;
      if (exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
        exponent++;
      }
      i = digits(bytes, exponent, end);
      if (i == exponent) {
        return -1;
      }
    }
    return i;
  }

  private static int digits(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  /** Whether a byte can be part of a number, for messages. */
  static boolean isPart(byte value) {
    return (value >= '0' && value <= '9')
        || value == '-'
        || value == '+'
        || value == '.'
        || (value | 0x20) == 'e';
  }

  /**
   * A whole number, also as {@code 5.0} or {@code 5e3}.
   *
   * @throws ArithmeticException if it has a fraction or needs more than 64 bits
   */
  static long parseLong(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    int i = negative ? from + 1 : from;
    if (to - i <= 18) {
      long value = 0;
      while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
        value = value * 10 + (bytes[i] - '0');
        i++;
      }
      if (i == to) {
        return negative ? -value : value;
      }
    }
    return decimal(bytes, from, to).longValueExact();
  }

  /**
   * A number times a power of ten, its further digits cut.
   *
   * @throws ArithmeticException if the result needs more than 64 bits
   */
  static long parseScaled(byte[] bytes, int from, int to, int digits) {
    boolean negative = bytes[from] == '-';
    int i = negative ? from + 1 : from;
    if (to - i <= 18) {
      // The usual case, without objects: as many digits as fit into a long, and no finer ones.
      long value = 0;
      int whole = 0;
      int missing = digits;
      boolean fraction = false;
      for (; i < to; i++) {
        int digit = bytes[i] - '0';
        if (digit >= 0 && digit <= 9) {
          value = value * 10 + digit;
          whole += fraction ? 0 : 1;
          missing -= fraction ? 1 : 0;
        } else if (bytes[i] == '.') {
          fraction = true;
        } else {
          break;
        }
      }
      if (i == to && missing >= 0 && whole + digits <= 18) {
        for (; missing > 0; missing--) {
          value *= 10;
        }
        return negative ? -value : value;
      }
    }
    return decimal(bytes, from, to)
        .movePointRight(digits)
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  /**
   * A decimal of a scale, rounded half up.
   *
   * @throws ArithmeticException if it has more than {@code precision} digits
   */
  static BigDecimal parseDecimal(byte[] bytes, int from, int to, int precision, int scale) {
    boolean negative = bytes[from] == '-';
    int i = negative ? from + 1 : from;
    if (to - i <= 18) {
      // The usual case, without texts: few digits, and no finer ones than the scale has.
      long value = 0;
      int whole = 0;
      int missing = scale;
      boolean fraction = false;
      for (; i < to; i++) {
        int digit = bytes[i] - '0';
        if (digit >= 0 && digit <= 9) {
          value = value * 10 + digit;
          whole += fraction ? 0 : 1;
          missing -= fraction ? 1 : 0;
        } else if (bytes[i] == '.') {
          fraction = true;
        } else {
          break;
        }
      }
      if (i == to && missing >= 0 && whole + scale <= 18 && whole <= precision - scale) {
        for (; missing > 0; missing--) {
          value *= 10;
        }
        return BigDecimal.valueOf(negative ? -value : value, scale);
      }
    }
    BigDecimal value = decimal(bytes, from, to).setScale(scale, RoundingMode.HALF_UP);
    if (value.precision() > precision) {
      throw new ArithmeticException("too many digits");
    }
    return value;
  }

  private static BigDecimal decimal(byte[] bytes, int from, int to) {
    if (to - from > MAX_DIGITS) {
      throw new ArithmeticException("too long");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(ascii(bytes, from, to));
    } catch (NumberFormatException e) {
      // The grammar was checked: only an exponent beyond 32 bits is left.
      throw new ArithmeticException("out of range");
    }
    if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT) {
      if (value.signum() == 0 || value.precision() - (long) value.scale() < 0) {
        return value.signum() == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(value.signum(), 30);
      }
      throw new ArithmeticException("out of range");
    }
    return value;
  }

  /** The nearest double (ties to even); infinite if the number is out of range. */
  static double parseDouble(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    int i = negative ? from + 1 : from;
    long mantissa = 0;
    int significant = 0;
    int exponent = 0;
    boolean fraction = false;
    for (; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        significant += significant != 0 || digit != 0 ? 1 : 0;
        exponent -= fraction ? 1 : 0;
      } else if (bytes[i] == '.') {
        fraction = true;
      } else {
        break;
      }
    }
    if (significant > 19) {
      return Double.parseDouble(ascii(bytes, from, to));
    }
    if (i < to) {
      exponent += exponent(bytes, i + 1, to);
    }
    // Clinger's fast path: both the digits and the power of ten are exact doubles, so that their
    // product or quotient is rounded once.
    double value;
    if (mantissa >= 0 && mantissa <= 1L << 53 && exponent >= -22 && exponent <= 22) {
      value =
          exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent] : mantissa * POWERS_OF_TEN[exponent];
    } else {
      value = DecimalToDouble.nearest(mantissa, exponent);
      if (Double.isNaN(value)) {
        return Double.parseDouble(ascii(bytes, from, to));
      }
    }
    return negative ? -value : value;
  }

  private static int exponent(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    int value = 0;
    for (int i = negative || bytes[from] == '+' ? from + 1 : from; i < to; i++) {
      value = Math.min(value * 10 + (bytes[i] - '0'), 100_000);
    }
    return negative ? -value : value;
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
