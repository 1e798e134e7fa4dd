package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.util.Collector;

/** Rows {@code (key, time in ms, id)}, collected per window as their ids. */
final class Collected extends Aggregator<String, Tuple3<String, Long, Long>, List<Long>, String> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<Tuple3<String, Long, Long>> ROW =
      Types.TUPLE(Types.STRING, Types.LONG, Types.LONG);
  static final TypeInformation<List<Long>> ACCUMULATOR = Types.LIST(Types.LONG);

  static String result(String key, long start, long end, List<Long> ids) {
    return key + "[" + start + "," + end + ")" + ids;
  }

  @Override
  public List<Long> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public void add(List<Long> accumulator, Tuple3<String, Long, Long> row, long timestamp) {
    accumulator.add(row.f2);
  }

  @Override
  public void merge(List<Long> into, List<Long> from) {
    into.addAll(from);
  }

  @Override
  public void emit(
      String key, long start, long end, List<Long> accumulator, Collector<String> out) {
    List<Long> sorted = new ArrayList<>(accumulator);
    sorted.sort(null);
    out.collect(result(key, start / 1000, end / 1000, sorted));
  }
}
