package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredType;
import java.util.Map;

/** The family of each aggregate function. */
final class AggregateFunctions {
  private static final Map<String, AggregateJava> BY_NAME =
      Map.ofEntries(
          Map.entry("count", new CountJava()),
          Map.entry("sum", new SumJava()),
          Map.entry("avg", new AverageJava()),
          Map.entry("min", new ExtremeJava()),
          Map.entry("max", new ExtremeJava()),
          Map.entry("first", new OrderedJava()),
          Map.entry("last", new OrderedJava()),
          Map.entry("arg_min", new ExtremeByJava()),
          Map.entry("arg_max", new ExtremeByJava()),
          Map.entry("collect", new CollectJava()),
          Map.entry("count_distinct", new DistinctJava()),
          Map.entry("collect_distinct", new DistinctJava()),
          Map.entry("stddev", new MomentsJava()),
          Map.entry("stddev_pop", new MomentsJava()),
          Map.entry("variance", new MomentsJava()),
          Map.entry("variance_pop", new MomentsJava()),
          Map.entry("percentile", new SketchJava(new StoredType.Sketch("QuantileSketch"))),
          Map.entry(
              "approx_count_distinct", new SketchJava(new StoredType.Sketch("DistinctSketch"))));

  private AggregateFunctions() {}

  /**
   * How what a call needs is kept.
   *
   * @param retracting whether rows may be taken back: some functions then need all values
   */
  static AggregateJava of(AggregateCall call, boolean retracting) {
    if (retracting && CountedJava.FUNCTIONS.contains(call.function())) {
      return new CountedJava();
    }
    AggregateJava java = BY_NAME.get(call.function());
    if (java == null) {
      throw new IllegalStateException(call.function());
    }
    return java;
  }
}
