package io.millrace.runtime.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of decimals. A value has exactly the scale of its static type, which the compiler
 * knows; what is rounded is rounded half up, as in SQL, and what has too many digits is an error.
 */
public final class DecimalOps {
  private static final int MAX_PRECISION = 38;
  private static final BigDecimal LEAST_INT = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST_INT = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Longer texts are refused: BigDecimal takes quadratic time. */
  private static final int MAX_TEXT = 1000;

  /** Further exponents are refused before they cost memory. */
  private static final int MAX_EXPONENT = 400;

  private DecimalOps() {}

  /** Rounds to a scale; an error if more than {@code precision} digits are left. */
  public static BigDecimal fit(BigDecimal value, int precision, int scale) {
    if (value.precision() - (long) value.scale() > precision - scale + 1L && value.signum() != 0) {
      throw tooLarge(value.toString(), precision, scale);
    }
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      throw tooLarge(value.toString(), precision, scale);
    }
    return rounded;
  }

  public static BigDecimal fit(long value, int precision, int scale) {
    return fit(BigDecimal.valueOf(value), precision, scale);
  }

  /** The shortest decimal that is the same double, rounded; NaN and infinities are an error. */
  public static BigDecimal fit(double value, int precision, int scale) {
    if (!Double.isFinite(value)) {
      throw new ExpressionException("not a decimal: " + value);
    }
    return fit(BigDecimal.valueOf(value), precision, scale);
  }

  /** Reads a number, also with an exponent, and rounds it. */
  public static BigDecimal fit(String text, int precision, int scale) {
    BigDecimal value = null;
    if (text.length() <= MAX_TEXT) {
      try {
        value = new BigDecimal(text);
      } catch (NumberFormatException e) {
        throw new ExpressionException("not a decimal: " + ValueOps.excerpt(text));
      }
    }
    if (value == null || Math.abs((long) value.scale()) > MAX_EXPONENT + (long) MAX_TEXT) {
      throw new ExpressionException("not a decimal: " + ValueOps.excerpt(text));
    }
    return fit(value, precision, scale);
  }

  private static ExpressionException tooLarge(String value, int precision, int scale) {
    return new ExpressionException(
        "does not fit into decimal(" + precision + ", " + scale + "): " + value);
  }

  public static BigDecimal divide(BigDecimal a, BigDecimal b, int scale) {
    if (b.signum() == 0) {
      throw new ExpressionException("division by zero: " + a.toPlainString() + " / 0");
    }
    return a.divide(b, scale, RoundingMode.HALF_UP);
  }

  /** What is left of {@code a}, with its sign, as of ints; of the larger scale. */
  public static BigDecimal remainder(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new ExpressionException("division by zero: " + a.toPlainString() + " % 0");
    }
    return a.remainder(b).setScale(Math.max(a.scale(), b.scale()));
  }

  /** Drops the fraction; what lies outside of the 64-bit range is an error. */
  public static long toInt(BigDecimal value) {
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    if (whole.compareTo(LEAST_INT) < 0 || whole.compareTo(GREATEST_INT) > 0) {
      throw new ExpressionException("not in the range of int: " + value.toPlainString());
    }
    return whole.longValue();
  }

  public static long sign(BigDecimal value) {
    return value.signum();
  }

  public static BigDecimal ceil(BigDecimal value) {
    return value.setScale(0, RoundingMode.CEILING);
  }

  public static BigDecimal floor(BigDecimal value) {
    return value.setScale(0, RoundingMode.FLOOR);
  }

  /** The nearest whole number; halves away from zero. */
  public static BigDecimal round(BigDecimal value) {
    return value.setScale(0, RoundingMode.HALF_UP);
  }

  public static BigDecimal truncate(BigDecimal value) {
    return value.setScale(0, RoundingMode.DOWN);
  }

  /** Adds to a running sum; an error when it needs more digits than a decimal can have. */
  public static BigDecimal sum(BigDecimal sum, BigDecimal value) {
    BigDecimal added = sum.add(value);
    if (added.precision() > MAX_PRECISION) {
      throw new ExpressionException("decimal overflow: " + sum + " + " + value);
    }
    return added;
  }

  /** The average; null where nothing was added. */
  public static @Nullable BigDecimal average(BigDecimal sum, long count, int scale) {
    return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP);
  }

  /** The values with more digits behind the point. */
  public static List<BigDecimal> rescale(List<BigDecimal> values, int scale) {
    List<BigDecimal> out = new ArrayList<>(values.size());
    for (BigDecimal value : values) {
      out.add(value.setScale(scale));
    }
    return out;
  }

  /** The entries with more digits behind the point. */
  public static Map<String, BigDecimal> rescale(Map<String, BigDecimal> values, int scale) {
    Map<String, BigDecimal> out = new LinkedHashMap<>();
    values.forEach((key, value) -> out.put(key, value.setScale(scale)));
    return out;
  }

  /** A decimal from its unscaled value in two's complement, rounded to another scale. */
  public static BigDecimal fromUnscaled(byte[] unscaled, int fromScale, int precision, int scale) {
    return fit(new BigDecimal(new BigInteger(unscaled), fromScale), precision, scale);
  }
}
