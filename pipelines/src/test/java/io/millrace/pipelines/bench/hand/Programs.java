package io.millrace.pipelines.bench.hand;

import java.util.Map;
import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/** The programs by query. */
public final class Programs {
  private static final Map<String, Function<DataStream<Event>, DataStream<?>>> ALL =
      Map.ofEntries(
          Map.entry("q0", Stateless::q0),
          Map.entry("q1", Stateless::q1),
          Map.entry("q2", Stateless::q2),
          Map.entry("q3", Keyed::q3),
          Map.entry("q5", Windowed::q5),
          Map.entry("q7", Windowed::q7),
          Map.entry("q8", Windowed::q8),
          Map.entry("q11", Windowed::q11),
          Map.entry("q18", Keyed::q18),
          Map.entry("q19", Keyed::q19),
          Map.entry("q20", Keyed::q20));

  private Programs() {}

  public static boolean has(String query) {
    return ALL.containsKey(query);
  }

  public static DataStream<?> build(String query, DataStream<Event> events) {
    Function<DataStream<Event>, DataStream<?>> program = ALL.get(query);
    if (program == null) {
      throw new IllegalArgumentException("no program for " + query);
    }
    return program.apply(events);
  }

  /** What a row replaces the one before of; null: it replaces none. */
  public static @Nullable String key(Object row) {
    if (row instanceof Rows.Ranked ranked) {
      return ranked.auction + "/" + ranked.rank_number;
    }
    return row instanceof Rows.LastBid last ? last.bidder + "/" + last.auction : null;
  }
}
