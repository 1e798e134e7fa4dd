package io.millrace.runtime.aggregate;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles of numbers, within one percent of a number that is really there (DDSketch, Masson et
 * al., VLDB 2019).
 *
 * <p>A sketch counts numbers by size, so it is the same whatever the order in which numbers came or
 * sketches were merged. It keeps 2048 sizes of positive and as many of negative numbers: they span
 * seventeen powers of ten, below which numbers count as the smallest size that is kept. NaN is no
 * number and is left out; infinite numbers count as the largest finite ones.
 */
public final class QuantileSketch {
  private static final IndexMapping SIZES = new CubicallyInterpolatedMapping(0.01);
  private static final int MOST_SIZES = 2048;

  /** Null as long as there are no numbers. */
  private @Nullable DDSketch sketch;

  /** A sketch of no numbers. */
  public QuantileSketch() {}

  private QuantileSketch(@Nullable DDSketch sketch) {
    this.sketch = sketch;
  }

  /** Reads what {@link #toBytes} wrote; no bytes are an empty sketch. */
  public static QuantileSketch of(byte[] bytes) {
    if (bytes.length == 0) {
      return new QuantileSketch();
    }
    try {
      return new QuantileSketch(
          DDSketch.decode(ByteArrayInput.wrap(bytes), QuantileSketch::store, SIZES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Store store() {
    return new CollapsingLowestDenseStore(MOST_SIZES);
  }

  public void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    if (sketch == null) {
      sketch = new DDSketch(SIZES, QuantileSketch::store);
    }
    double most = SIZES.maxIndexableValue();
    sketch.accept(Math.max(-most, Math.min(most, value)));
  }

  public void merge(QuantileSketch other) {
    if (other.sketch == null) {
      return;
    }
    if (sketch == null) {
      sketch = other.sketch.copy();
    } else {
      sketch.mergeWith(other.sketch);
    }
  }

  public boolean isEmpty() {
    return sketch == null;
  }

  /**
   * The number below which a share of all numbers lie; 0 for an empty sketch.
   *
   * @param fraction from 0 (the least number) to 1 (the greatest)
   */
  public double quantile(double fraction) {
    return sketch == null ? 0.0 : sketch.getValueAtQuantile(fraction);
  }

  public QuantileSketch copy() {
    return new QuantileSketch(sketch == null ? null : sketch.copy());
  }

  /** The sketch in the encoding of DDSketch, without its sizes, which never change. */
  public byte[] toBytes() {
    if (sketch == null) {
      return new byte[0];
    }
    try {
      GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
      sketch.encode(out, true);
      return out.trimmedCopy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
