package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import io.millrace.compiler.types.ScalarType;
import java.util.List;

/**
 * {@code count_distinct} and {@code collect_distinct}: the set of all values, and the filters that
 * each passed. A filter has a bit, in the order of the filters' names in state.
 */
final class DistinctJava extends AggregateJava {
  /** How many filters a set has at most: the bits of a {@code long}. */
  static final int MAX_FILTERS = 64;

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    StoredType set =
        new StoredType.DistinctOf(
            slot.argumentType(), slot.calls().stream().map(AggregateCall::state).toList());
    return List.of(new StoredField(slot.field(), slot.identity(), set, false, null, List.of()));
  }

  /**
   * Adds a row's value to {@code accumulator}.
   *
   * @param values the value, and the bits of the filters that it passed
   */
  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    String element =
        slot.argumentType() == ScalarType.BYTES
            ? imports.use("java.nio.ByteBuffer") + ".wrap(" + values.get(0) + ")"
            : values.get(0);
    body.line(slot.in("accumulator") + ".add(" + element + ", " + values.get(1) + ");");
  }

  /** The bit of a filter in Java. */
  static String bit(int filter) {
    return (1L << filter) + (filter < Integer.SIZE - 1 ? "" : "L");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    body.line(slot.in("into") + ".addAll(" + taken.in("from") + ");");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    int filter = slot.calls().stream().map(AggregateCall::state).toList().indexOf(call.state());
    String values = slot.in("accumulator");
    if (call.function().equals("count_distinct")) {
      return values + ".count(" + filter + ")";
    }
    boolean longs = ((StoredType.DistinctOf) slot.java().fields(slot).get(0).type()).isLongs();
    if (longs) {
      return values + ".ascending(" + filter + ")";
    }
    return imports.use("io.millrace.runtime.aggregate.DistinctValues")
        + (slot.argumentType() == ScalarType.STRING ? ".ascendingTexts(" : ".ascending(")
        + values
        + ".values("
        + filter
        + "))";
  }
}
