package io.millrace.runtime.window;

import io.millrace.runtime.source.EventTime;
import io.millrace.runtime.source.EventTimeExtractor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job of a source and a window, in the shape of a generated one. */
public final class WindowJob {
  public static final TypeInformation<Tuple3<String, Long, Long>> ROW = Collected.ROW;

  private WindowJob() {}

  private static final class Time extends EventTimeExtractor<Tuple3<String, Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public long micros(Tuple3<String, Long, Long> row) {
      return row.f1;
    }
  }

  public static List<String> tumbling(
      StreamExecutionEnvironment env,
      Source<Tuple3<String, Long, Long>, ?, ?> source,
      Duration size)
      throws Exception {
    return windows(env, source, Windows.tumbling(size));
  }

  public static List<String> sliding(
      StreamExecutionEnvironment env,
      Source<Tuple3<String, Long, Long>, ?, ?> source,
      Duration size,
      Duration slide)
      throws Exception {
    return windows(env, source, Windows.sliding(size, slide));
  }

  public static List<String> session(
      StreamExecutionEnvironment env, Source<Tuple3<String, Long, Long>, ?, ?> source, Duration gap)
      throws Exception {
    return windows(env, source, Windows.session(gap));
  }

  private static List<String> windows(
      StreamExecutionEnvironment env,
      Source<Tuple3<String, Long, Long>, ?, ?> source,
      WindowSpec windows)
      throws Exception {
    List<String> seen = new ArrayList<>();
    try (var results =
        env.fromSource(source, EventTime.field(new Time(), Duration.ZERO, null), "rows", ROW)
            .uid("rows")
            .setParallelism(1)
            .keyBy(row -> row.f0, Types.STRING)
            .transform(
                "windows",
                Types.STRING,
                WindowOperators.aggregate(windows, new Collected(), Collected.ACCUMULATOR))
            .uid("windows")
            .executeAndCollect()) {
      results.forEachRemaining(seen::add);
    }
    return seen;
  }
}
