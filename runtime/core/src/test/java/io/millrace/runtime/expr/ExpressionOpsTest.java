package io.millrace.runtime.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionOpsTest {
  private static final long[] EDGES = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    -3037000500L,
    -2,
    -1,
    0,
    1,
    2,
    3037000500L,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE
  };

  private interface Operation {
    long apply(long a, long b);
  }

  private interface Exact {
    BigInteger apply(BigInteger a, BigInteger b);
  }

  private static void agree(Operation operation, Exact exact, long a, long b) {
    BigInteger expected = exact.apply(BigInteger.valueOf(a), BigInteger.valueOf(b));
    if (expected.bitLength() < 64) {
      assertThat(operation.apply(a, b)).as(a + ", " + b).isEqualTo(expected.longValue());
    } else {
      assertThatThrownBy(() -> operation.apply(a, b))
          .as(a + ", " + b)
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining("int overflow");
    }
  }

  @Test
  void arithmeticIsExactOrFails() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      long a = i < 121 ? EDGES[i / 11] : random.nextLong() >> random.nextInt(64);
      long b = i < 121 ? EDGES[i % 11] : random.nextLong() >> random.nextInt(64);
      agree(IntOps::add, BigInteger::add, a, b);
      agree(IntOps::subtract, BigInteger::subtract, a, b);
      agree(IntOps::multiply, BigInteger::multiply, a, b);
      agree((x, y) -> IntOps.negate(x), (x, y) -> x.negate(), a, b);
      if (b != 0) {
        agree(IntOps::divide, BigInteger::divide, a, b);
      }
    }
    assertThatThrownBy(() -> IntOps.divide(1, 0)).hasMessage("division by zero: 1 / 0");
    assertThatThrownBy(() -> IntOps.remainder(Long.MIN_VALUE, -1))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void comparesIntsWithDoublesExactly() {
    long big = (1L << 53) + 1;
    assertThat(MixedOps.equal(big, (double) big)).isFalse();
    assertThat(MixedOps.greater(big, (double) big)).isTrue();
    assertThat(MixedOps.less(Long.MAX_VALUE, 0x1p63)).isTrue();
    assertThat(MixedOps.lessOrEqual(Long.MIN_VALUE, -0x1p63)).isTrue();
    assertThat(MixedOps.less(Long.MIN_VALUE, -0x1p63)).isFalse();
    assertThat(MixedOps.less(-1, -0.5)).isTrue();
    assertThat(MixedOps.greater(0, -0.5)).isTrue();
    assertThat(MixedOps.equal(0, -0.0)).isTrue();
    assertThat(MixedOps.less(1, Double.NaN) || MixedOps.greaterOrEqual(1, Double.NaN)).isFalse();
    assertThat(MixedOps.greater(Long.MAX_VALUE, Double.NEGATIVE_INFINITY)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "1.0, 1",
    "-2.5, -2.5",
    "123456789.0, 123456789",
    "1.0E20, 100000000000000000000",
    "1.0E21, 1e+21",
    "1.5E-7, 1.5e-7",
    "0.000001, 0.000001",
    "2.0E-3, 0.002",
    "5.684341886080802E-14, 5.684341886080802e-14",
    "4.9E-324, 4.94065645841247e-324",
    "1.7976931348623157E308, 1.7976931348623157e+308"
  })
  void writesDoubles(double value, String text) {
    assertThat(StringOps.fromDouble(value)).isEqualTo(text);
    assertThat(StringOps.toDouble(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "1 ", "1d", "0x1p3", "one", "1f"})
  void refusesWhatIsNoDouble(String text) {
    assertThatThrownBy(() -> StringOps.toDouble(text)).isInstanceOf(ExpressionException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 0, 0s",
    "1h30m, 5400000000, 5400s",
    "-1.5s, -1500000, -1.5s",
    "1ms1us, 1001, 0.001001s",
    "1500ns, 1, 0.000001s",
    "-1500ns, -1, -0.000001s",
    "0, 0, 0s",
    ".5h, 1800000000, 1800s"
  })
  void readsAndWritesDurations(String text, long micros, String shown) {
    assertThat(DurationOps.parse(text)).isEqualTo(micros);
    assertThat(DurationOps.format(micros)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "5", "5 s", "s", "1x", "1.2.3s", "1s2", "400000000000s"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> DurationOps.parse(text)).isInstanceOf(ExpressionException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 1769860800000000, 2026-01-31T12:00:00Z",
    "2026-01-31T14:00:00.123456789+02:00, 1769860800123456, 2026-01-31T12:00:00.123456Z",
    "1969-12-31T23:59:59.5Z, -500000, 1969-12-31T23:59:59.5Z",
    "0001-01-01T00:00:00Z, -62135596800000000, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 253402300799999999, 9999-12-31T23:59:59.999999Z"
  })
  void readsAndWritesTimestamps(String text, long micros, String shown) {
    assertThat(TimeOps.parse(text)).isEqualTo(micros);
    assertThat(TimeOps.format(micros)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31 12:00:00Z",
        "2026-02-30T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "2026-01-31T12:00:00"
      })
  void refusesWhatIsNoTimestamp(String text) {
    assertThatThrownBy(() -> TimeOps.parse(text)).isInstanceOf(ExpressionException.class);
  }

  @Test
  void timesBeforeTheEpochRoundDown() {
    long moment = TimeOps.parse("1969-12-31T23:59:59.5Z");
    assertThat(TimeOps.toSeconds(moment)).isEqualTo(-1);
    assertThat(TimeOps.hour(moment)).isEqualTo(23);
    assertThat(TimeOps.second(moment)).isEqualTo(59);
    assertThat(TimeOps.millisecond(moment)).isEqualTo(500);
    assertThat(TimeOps.dayOfWeek(moment)).isEqualTo(3);
    assertThat(TimeOps.hour(moment, "+01:00")).isZero();
    assertThatThrownBy(() -> TimeOps.zone("Mars")).hasMessage("unknown time zone: 'Mars'");
  }

  @Test
  void textsAreCountedByCodePoints() {
    String text = "a\ud83d\ude00b";
    assertThat(StringOps.size(text)).isEqualTo(3);
    assertThat(StringOps.charAt(text, 1)).isEqualTo("\ud83d\ude00");
    assertThat(StringOps.charAt(text, 3)).isEmpty();
    assertThat(StringOps.indexOf(text, "b")).isEqualTo(2);
    assertThat(StringOps.substring(text, 2)).isEqualTo("b");
    assertThat(StringOps.split(text, "")).containsExactly("a", "\ud83d\ude00", "b");
    assertThat(StringOps.split("a,b,c", ",", 2)).containsExactly("a", "b,c");
    assertThat(StringOps.replace("aaa", "a", "b", 2)).isEqualTo("bba");
    assertThat(StringOps.compare("\uffff", "\ud83d\ude00")).isNegative();
    assertThatThrownBy(() -> StringOps.substring(text, 4)).isInstanceOf(ExpressionException.class);
    assertThatThrownBy(() -> StringOps.substring(text, 2, 1))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void equalityInsideOfValuesIsThatOfCel() {
    assertThat(ValueOps.equal(List.of(0.0), List.of(-0.0))).isTrue();
    assertThat(ValueOps.equal(List.of(Double.NaN), List.of(Double.NaN))).isFalse();
    assertThat(ValueOps.equal(List.of(new byte[] {1}), List.of(new byte[] {1}))).isTrue();
    Map<String, List<Double>> one = Map.of("a", List.of(0.0));
    assertThat(ValueOps.equal(one, Map.of("a", List.of(-0.0)))).isTrue();
    assertThat(ValueOps.equal(one, Map.of("b", List.of(0.0)))).isFalse();
    assertThat(ListOps.contains(List.of(List.of(0.0)), List.of(-0.0))).isTrue();
    assertThat(ListOps.distinct(List.of(0.0, -0.0, 1.0))).containsExactly(0.0, 1.0);
  }

  @Test
  void aRepeatedKeyIsAnError() {
    Map<String, Long> map = new LinkedHashMap<>();
    MapOps.putNew(map, "a", 1L);
    assertThatThrownBy(() -> MapOps.putNew(map, "a", 1L)).hasMessage("repeated key: 'a'");
    assertThatThrownBy(() -> MapOps.get(map, "b")).hasMessage("no such key: 'b'");
  }

  @Test
  void roundsHalvesAwayFromZero() {
    assertThat(DoubleOps.round(0.49999999999999994)).isZero();
    assertThat(DoubleOps.round(2.5)).isEqualTo(3);
    assertThat(DoubleOps.round(-2.5)).isEqualTo(-3);
    assertThat(DoubleOps.round(0x1p52 + 1)).isEqualTo(0x1p52 + 1);
    assertThat(IntOps.fromDouble(-1.9)).isEqualTo(-1);
    assertThatThrownBy(() -> IntOps.fromDouble(Double.NaN)).isInstanceOf(ExpressionException.class);
  }

  @Test
  void lettersOfAsciiChangeCase() {
    assertThat(StringOps.lowerAscii("@AZ[`az{ÄÉ\uD83D\uDE00 xY"))
        .isEqualTo("@az[`az{ÄÉ\uD83D\uDE00 xy");
    assertThat(StringOps.upperAscii("@AZ[`az{äé\uD83D\uDE00 Xy"))
        .isEqualTo("@AZ[`AZ{äé\uD83D\uDE00 XY");
    assertThat(StringOps.lowerAscii("")).isEmpty();
    assertThat(StringOps.upperAscii("")).isEmpty();
    String lower = "nothing to do, é";
    assertThat(StringOps.lowerAscii(lower)).isSameAs(lower);
  }
}
