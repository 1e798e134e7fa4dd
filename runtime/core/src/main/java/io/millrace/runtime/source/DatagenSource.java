package io.millrace.runtime.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Flink's generator source, which counts from 0, with an end only if it was given a count: Flink's
 * own says it is bounded even when it would take centuries, so that an automatic job ran as a
 * batch.
 */
public final class DatagenSource<T> extends DataGeneratorSource<T> {
  private static final long serialVersionUID = 1L;

  private final Boundedness boundedness;

  private DatagenSource(
      GeneratorFunction<Long, T> generator,
      long count,
      Boundedness boundedness,
      RateLimiterStrategy<?> rate,
      TypeInformation<T> type) {
    super(generator, count, rate, type);
    this.boundedness = boundedness;
  }

  /** Rows without an end, as fast as they go. */
  public static <T> DatagenSource<T> unbounded(
      GeneratorFunction<Long, T> generator, TypeInformation<T> type) {
    return new DatagenSource<>(
        generator,
        Long.MAX_VALUE,
        Boundedness.CONTINUOUS_UNBOUNDED,
        RateLimiterStrategy.noOp(),
        type);
  }

  /** Rows without an end, so many a second over all subtasks. */
  public static <T> DatagenSource<T> unbounded(
      GeneratorFunction<Long, T> generator, double perSecond, TypeInformation<T> type) {
    return new DatagenSource<>(
        generator,
        Long.MAX_VALUE,
        Boundedness.CONTINUOUS_UNBOUNDED,
        RateLimiterStrategy.perSecond(perSecond),
        type);
  }

  /** A number of rows, as fast as they go. */
  public static <T> DatagenSource<T> bounded(
      GeneratorFunction<Long, T> generator, long count, TypeInformation<T> type) {
    return new DatagenSource<>(
        generator, count, Boundedness.BOUNDED, RateLimiterStrategy.noOp(), type);
  }

  /** A number of rows, so many a second over all subtasks. */
  public static <T> DatagenSource<T> bounded(
      GeneratorFunction<Long, T> generator, long count, double perSecond, TypeInformation<T> type) {
    return new DatagenSource<>(
        generator, count, Boundedness.BOUNDED, RateLimiterStrategy.perSecond(perSecond), type);
  }

  @Override
  public Boundedness getBoundedness() {
    return boundedness;
  }
}
