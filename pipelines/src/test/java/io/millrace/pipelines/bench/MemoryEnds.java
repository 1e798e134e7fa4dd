package io.millrace.pipelines.bench;

import io.millrace.local.flink.JobHandle;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/** {@link Feed} and {@link Outlet}: decoding and encoding count, Kafka's client does not. */
final class MemoryEnds implements Ends {
  private static final String TABLE =
      "'connector' = 'nexmark', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'";

  MemoryEnds(List<String> events) {
    Feed.fill(events);
  }

  @Override
  public <T> Source<T, ?, ?> source(Feed.Decoder<T> decoder, TypeInformation<T> type) {
    return new Feed<>(decoder);
  }

  @Override
  public <T> Sink<T> sink(String query, Outlet.Encoder<T> encoder) {
    return new Outlet<>(encoder);
  }

  @Override
  public String eventsTable() {
    return TABLE;
  }

  @Override
  public String rowsTable(String query, String key) {
    return TABLE;
  }

  @Override
  public boolean hasKeys() {
    return false;
  }

  @Override
  public void limit(int events) {
    Feed.limit(events);
  }

  @Override
  public int size() {
    return Feed.size();
  }

  @Override
  public void reset(String query, boolean keep) {
    Outlet.reset(keep);
    Feed.watch().reset();
  }

  @Override
  public void started(JobHandle job) {}

  @Override
  public Stopwatch.Time stop() {
    return Feed.watch().stop();
  }

  @Override
  public List<Outlet.Output> rows(String query) {
    return Outlet.kept();
  }

  @Override
  public void close() {}
}
