package io.millrace.runtime.window;

import io.millrace.runtime.record.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Results of windows that replace one another: the last row of each live window is kept, so that an
 * insert can be told from an update, a result that did not change is not sent again, and a row can
 * be deleted with the values that it had.
 */
final class UpdatingOutput<K, ACC, OUT extends Change> extends WindowOutput<K, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  private final UpdatingAggregator<K, ?, ACC, OUT> aggregator;
  private final TypeInformation<OUT> rowType;
  private final boolean updateBefore;

  /** The rows that the current key has out, as inserts, by window. */
  private transient MapState<TimeWindow, OUT> results;

  UpdatingOutput(
      UpdatingAggregator<K, ?, ACC, OUT> aggregator,
      TypeInformation<OUT> rowType,
      boolean updateBefore) {
    super(aggregator);
    this.aggregator = aggregator;
    this.rowType = rowType;
    this.updateBefore = updateBefore;
  }

  @Override
  void open(MapStates states, SerializerConfig config, TimestampedCollector<OUT> out) {
    super.open(states, config, out);
    TypeSerializer<OUT> rows = rowType.createSerializer(config);
    results = states.map("results", new TimeWindow.Serializer(), rows, TimeWindow::getEnd);
  }

  @Override
  void emit(K key, long start, long end, ACC accumulator, boolean last) throws Exception {
    TimeWindow window = new TimeWindow(start, end);
    OUT before = results.get(window);
    OUT now = aggregator.result(key, micros(start), micros(end), accumulator);
    TimestampedCollector<OUT> out = at(end);
    if (now == null) {
      if (before != null) {
        out.collect(Change.as(Change.DELETE, before));
      }
    } else if (before == null) {
      out.collect(now);
    } else if (!now.equals(before)) {
      if (updateBefore) {
        out.collect(Change.as(Change.UPDATE_BEFORE, before));
      }
      out.collect(Change.as(Change.UPDATE_AFTER, now));
    }
    if (now != null && !last) {
      results.put(window, now);
    } else if (before != null) {
      results.remove(window);
    }
  }

  @Override
  void supersede(TimeWindow by) throws Exception {
    List<TimeWindow> within = matching(w -> !w.equals(by) && by.cover(w).equals(by));
    within.sort(Comparator.comparingLong(TimeWindow::getStart));
    for (TimeWindow window : within) {
      at(window.getEnd()).collect(Change.as(Change.DELETE, results.get(window)));
      results.remove(window);
    }
  }

  @Override
  void forget(Over over) throws Exception {
    for (TimeWindow window : matching(over)) {
      results.remove(window);
    }
  }

  private List<TimeWindow> matching(Over test) throws Exception {
    List<TimeWindow> found = new ArrayList<>();
    for (TimeWindow window : results.keys()) {
      if (test.isOver(window)) {
        found.add(window);
      }
    }
    return found;
  }
}
