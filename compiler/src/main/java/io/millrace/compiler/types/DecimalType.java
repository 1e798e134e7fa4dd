package io.millrace.compiler.types;

/**
 * {@code decimal(p,s)}: an exact number of up to {@code p} digits, {@code s} of them behind the
 * point. Java holds it in a {@code BigDecimal} of exactly that scale, so that equal values are
 * equal objects.
 *
 * @param precision from 1 to {@value #MAX_PRECISION}
 * @param scale from 0 to {@code precision}
 */
public record DecimalType(int precision, int scale) implements Type {
  /** The most digits, as in SQL engines: 128 bits hold them. */
  public static final int MAX_PRECISION = 38;

  /** Up to so many digits fit into 64 bits. */
  public static final int MAX_COMPACT_PRECISION = 18;

  /** Of a decimal whose digits no rule tells; never the type of a field. */
  public static final DecimalType UNKNOWN = new DecimalType(0, 0);

  /** Whether the two numbers are within their ranges. */
  public static boolean isValid(long precision, long scale) {
    return precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision;
  }

  /** How many digits stand before the point. */
  public int wholeDigits() {
    return precision - scale;
  }

  /** Whether the unscaled value fits into 64 bits. */
  public boolean isCompact() {
    return precision <= MAX_COMPACT_PRECISION;
  }

  @Override
  public boolean isScalar() {
    return true;
  }

  @Override
  public String display() {
    return precision == 0 ? "decimal" : "decimal(" + precision + ", " + scale + ")";
  }
}
