package io.millrace.runtime.window;

import io.millrace.runtime.record.Change;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple3;
import org.jspecify.annotations.Nullable;

/** As {@link Collected}, with results that replace one another; optionally of even counts only. */
final class CollectedUpdates
    extends UpdatingAggregator<
        String, Tuple3<String, Long, Long>, List<Long>, CollectedUpdates.Result> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<Result> RESULT = TypeInformation.of(Result.class);

  /** The ids of a window; times in milliseconds. */
  public record Result(byte changeKind, String key, long start, long end, List<Long> ids)
      implements Change {
    @Override
    public Result withChangeKind(byte newKind) {
      return new Result(newKind, key, start, end, ids);
    }
  }

  private final boolean evenOnly;

  CollectedUpdates(boolean evenOnly) {
    this.evenOnly = evenOnly;
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
  public @Nullable Result result(String key, long start, long end, List<Long> accumulator) {
    if (evenOnly && accumulator.size() % 2 == 1) {
      return null;
    }
    List<Long> sorted = new ArrayList<>(accumulator);
    sorted.sort(null);
    return new Result(Change.INSERT, key, start / 1000, end / 1000, sorted);
  }
}
