package io.millrace.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Doubles to text and back, against Java's parser and another implementation of the printer. */
@SuppressWarnings("FloatingPointLiteralPrecision") // The literals are the cases.
@Tag("thorough")
class DoubleTextTest {
  private static final double[] EDGES = {
    0.0,
    -0.0,
    1,
    -1,
    0.1,
    0.3,
    1e-3,
    9.999e-4,
    1e7,
    9999999.999,
    123456.7891,
    2e-3,
    2.0E23,
    1.0E23,
    9.0E-322,
    Double.MIN_VALUE,
    2 * Double.MIN_VALUE,
    3 * Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MAX_VALUE,
    Math.nextDown(Double.MAX_VALUE),
    1L << 53,
    (1L << 53) + 2,
    Long.MAX_VALUE,
    2.2250738585072011e-308,
    4.35,
    4.349999999999999,
    0.1 + 0.2,
    5e-324,
    8.41E21,
    2.0E-3
  };

  @Test
  void writesTheShortestDecimal() {
    for (double value : EDGES) {
      check(value);
      check(-value);
    }
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      check(Double.longBitsToDouble(random.nextLong()));
      check(random.nextInt(2_000_000_000) / 100.0);
      check(random.nextDouble());
      check(random.nextLong() * Math.pow(10, random.nextInt(30) - 15));
    }
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      check(Math.scalb(1.0, exponent));
      check(Math.nextDown(Math.scalb(1.0, exponent)));
    }
  }

  private static void check(double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    String written = format(value);
    if (!written.equals(DoubleToDecimal.toString(value)) || parse(written) != value) {
      assertThat(written).isEqualTo(DoubleToDecimal.toString(value));
      assertThat(parse(written)).isEqualTo(value);
    }
  }

  @Test
  void readsTheNearestDouble() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      checkParse(Double.toString(Double.longBitsToDouble(random.nextLong())));
      checkParse(Long.toString(random.nextLong()) + "E" + (random.nextInt(700) - 350));
      checkParse(
          (random.nextBoolean() ? "-" : "")
              + random.nextInt(1000)
              + "."
              + Long.toUnsignedString(random.nextLong()));
      checkParse(Integer.toString(random.nextInt(1000)) + "." + random.nextInt(1000));
    }
  }

  @Test
  void readsHalfwayCasesToEven() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (!Double.isFinite(value) || value == Double.MAX_VALUE) {
        continue;
      }
      BigDecimal halfway =
          new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(new BigDecimal(2));
      checkParse(halfway.toString());
      checkParse(halfway.add(halfway.ulp()).toString());
      checkParse(halfway.subtract(halfway.ulp()).toString());
    }
    // Halfway between two doubles, in few enough digits for the quick algorithm.
    for (long odd = (1L << 53) + 1; odd < (1L << 53) + 4000; odd += 2) {
      checkParse(Long.toString(odd));
      checkParse(odd + ".0");
      checkParse(odd + "e-1");
      checkParse(odd + "5e-1");
    }
  }

  @Test
  void readsEdges() {
    for (String text :
        new String[] {
          "0",
          "-0",
          "0.0e99999",
          "0e-99999",
          "1e-400",
          "4.9e-324",
          "2.47e-324",
          "2.4e-324",
          "1.7976931348623157e308",
          "1.7976931348623158e308",
          "179769313486231580793e289",
          "9007199254740993",
          "9223372036854775808",
          "18446744073709551615",
          "18446744073709551616",
          "9999999999999999999",
          "0.00000000000000000000000000000000001",
          "2.2250738585072011e-308",
          "1e22",
          "1e23",
          "123456789012345678901234567890",
          "1" + "0".repeat(400) + "e-400",
          "0." + "0".repeat(400) + "1e401"
        }) {
      checkParse(text);
    }
    assertThat(parse("1e400")).isInfinite();
    assertThat(parse("1e99999999999")).isInfinite();
  }

  private static void checkParse(String text) {
    double expected = Double.parseDouble(text);
    if (Double.isNaN(expected) || (Double.isInfinite(expected) && text.contains("I"))) {
      return;
    }
    double parsed = parse(text);
    if (Double.doubleToRawLongBits(parsed) != Double.doubleToRawLongBits(expected)) {
      assertThat(parsed).as(text).isEqualTo(expected);
    }
  }

  private static double parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return NumberText.parseDouble(bytes, 0, bytes.length);
  }

  private static String format(double value) {
    byte[] out = new byte[DoubleText.MAX_LENGTH];
    int end = new DoubleText().format(value, out, 0);
    return new String(out, 0, end, StandardCharsets.ISO_8859_1);
  }
}
