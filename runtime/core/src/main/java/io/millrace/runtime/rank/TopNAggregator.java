package io.millrace.runtime.rank;

import io.millrace.runtime.record.Change;
import io.millrace.runtime.window.Aggregator;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;

/**
 * Ranks the rows of a window, as the aggregator of a window operator: the accumulator is the sorted
 * list of rows that are kept. Of rows that are equal in the order, those of earlier slices rank
 * first, and within a slice those that came first.
 */
public final class TopNAggregator<K, IN, OUT> extends Aggregator<K, IN, List<IN>, OUT> {
  private static final long serialVersionUID = 1L;

  private final Ranking<IN, OUT> ranking;
  private final RowLimit limit;

  public TopNAggregator(Ranking<IN, OUT> ranking, RowLimit limit) {
    this.ranking = ranking;
    this.limit = limit;
  }

  @Override
  public List<IN> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public void add(List<IN> accumulator, IN row, long timestamp) {
    limit.add(accumulator, row, ranking);
  }

  @Override
  public void merge(List<IN> into, List<IN> from) {
    for (IN row : from) {
      limit.add(into, row, ranking);
    }
  }

  @Override
  public void emit(
      K key, long windowStart, long windowEnd, List<IN> accumulator, Collector<OUT> out) {
    for (int place = 0; place < accumulator.size(); place++) {
      long rank = limit.rank(accumulator, place, ranking);
      out.collect(ranking.result(accumulator.get(place), rank, Change.INSERT));
    }
  }
}
