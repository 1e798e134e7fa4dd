package io.millrace.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SketchTest {
  private static QuantileSketch quantiles(List<Double> values) {
    QuantileSketch sketch = new QuantileSketch();
    values.forEach(sketch::add);
    return sketch;
  }

  private static DistinctSketch distinct(int from, int to) {
    DistinctSketch sketch = new DistinctSketch();
    for (int i = from; i < to; i++) {
      sketch.add("value " + i);
    }
    return sketch;
  }

  @Test
  void percentilesAreWithinOnePercentOfARealValue() {
    Random random = new Random(1);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      values.add(Math.exp(random.nextGaussian() * 3) * (random.nextInt(4) == 0 ? -1 : 1));
    }
    QuantileSketch sketch = quantiles(values);
    Collections.sort(values);
    for (double fraction : new double[] {0, 0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
      double exact = values.get((int) Math.floor(fraction * (values.size() - 1)));
      assertThat(sketch.quantile(fraction))
          .as("%s", fraction)
          .isCloseTo(exact, within(Math.abs(exact) * 0.0101));
    }
  }

  @Test
  void sketchesDoNotDependOnOrderMergesOrStorage() {
    Random random = new Random(2);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      values.add(random.nextDouble() * 1e6 - 1000);
    }
    QuantileSketch whole = quantiles(values);
    Collections.shuffle(values, random);
    QuantileSketch merged = new QuantileSketch();
    for (int part = 0; part < 10; part++) {
      QuantileSketch sketch = quantiles(values.subList(part * 500, (part + 1) * 500));
      merged.merge(QuantileSketch.of(sketch.toBytes()));
    }
    QuantileSketch copy = merged.copy();
    merged.add(1e9);
    for (double fraction = 0; fraction <= 1; fraction += 0.05) {
      assertThat(copy.quantile(fraction)).isEqualTo(whole.quantile(fraction));
    }
  }

  @Test
  void extremeNumbersAreCountedAndNanIsNot() {
    QuantileSketch sketch =
        quantiles(
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0));
    assertThat(sketch.quantile(0.5)).isZero();
    assertThat(sketch.quantile(1)).isGreaterThan(1e300);
    assertThat(sketch.quantile(0)).isLessThan(-1e300);
    assertThat(quantiles(List.of(Double.NaN)).isEmpty()).isTrue();
    assertThat(QuantileSketch.of(new byte[0]).isEmpty()).isTrue();
    assertThat(QuantileSketch.of(new byte[0]).toBytes()).isEmpty();
    assertThat(new QuantileSketch().quantile(0.5)).isZero();
  }

  @Test
  void wideNumbersKeepABoundedSketch() {
    QuantileSketch sketch = new QuantileSketch();
    for (int exponent = -300; exponent <= 300; exponent++) {
      sketch.add(Math.pow(10, exponent));
    }
    assertThat(sketch.toBytes().length).isLessThan(20_000);
    assertThat(sketch.quantile(1)).isCloseTo(1e300, within(1e298));
  }

  @Test
  void fewValuesAreCountedExactly() {
    assertThat(new DistinctSketch().estimate()).isZero();
    DistinctSketch sketch = distinct(0, DistinctSketch.MOST_TOKENS);
    assertThat(sketch.estimate()).isEqualTo(DistinctSketch.MOST_TOKENS);
    sketch.merge(distinct(0, 100));
    assertThat(sketch.estimate()).isEqualTo(DistinctSketch.MOST_TOKENS);
  }

  @Test
  void manyValuesAreCountedNearly() {
    for (int count : new int[] {257, 1_000, 20_000, 300_000}) {
      assertThat((double) distinct(0, count).estimate())
          .as("%s", count)
          .isCloseTo(count, within(count * 0.05));
    }
  }

  @Test
  void distinctSketchesDoNotDependOnMergesOrStorage() {
    for (int count : new int[] {10, 200, 400, 5_000}) {
      DistinctSketch whole = distinct(0, count);
      DistinctSketch merged = new DistinctSketch();
      int part = count / 10;
      for (int i = 9; i >= 0; i--) {
        DistinctSketch sketch = distinct(Math.max(0, i * part - part), (i + 1) * part);
        merged.merge(DistinctSketch.of(sketch.toBytes()));
      }
      assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
      assertThat(DistinctSketch.of(merged.toBytes()).estimate()).isEqualTo(whole.estimate());
      DistinctSketch copy = merged.copy();
      merged.merge(distinct(count, count + 3_000));
      assertThat(copy.toBytes()).isEqualTo(whole.toBytes());
      DistinctSketch other = distinct(0, 3);
      other.merge(whole);
      assertThat(other.toBytes()).isEqualTo(whole.toBytes());
    }
  }

  @Test
  void hashesNeverChange() {
    DistinctSketch sketch = new DistinctSketch();
    sketch.add("a");
    sketch.add(1L);
    sketch.add(1.5);
    sketch.add(true);
    sketch.add(0.0);
    sketch.add(-0.0);
    sketch.add(new byte[] {1, 2});
    assertThat(sketch.estimate()).isEqualTo(5);
    assertThat(sketch.toBytes())
        .asHexString()
        .isEqualTo("019B0A9381C7C659C0CC37EF41D64F6743FDD93040");
  }

  @Test
  void collectedValuesStandInTheOrderOfTime() {
    List<String> values = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    TimedValues.add(values, times, "b", 2);
    TimedValues.add(values, times, "d", 4);
    TimedValues.add(values, times, "a", 1);
    TimedValues.add(values, times, "b2", 2);
    assertThat(values).containsExactly("a", "b", "b2", "d");
    TimedValues.merge(values, times, List.of("a2", "c", "e"), List.of(1L, 3L, 5L));
    assertThat(values).containsExactly("a", "a2", "b", "b2", "c", "d", "e");
    assertThat(times).containsExactly(1L, 1L, 2L, 2L, 3L, 4L, 5L);
    TimedValues.merge(values, times, List.of("e2"), List.of(5L));
    assertThat(values).endsWith("e", "e2");
  }

  @Test
  void distinctValuesAscend() {
    assertThat(DistinctValues.ascending(Set.of(3L, 1L, 2L))).containsExactly(1L, 2L, 3L);
    // By code points, where Java would compare surrogates.
    assertThat(DistinctValues.ascendingTexts(Set.of("\uD83D\uDE00", "\uFF5E", "a")))
        .containsExactly("a", "\uFF5E", "\uD83D\uDE00");
  }
}
