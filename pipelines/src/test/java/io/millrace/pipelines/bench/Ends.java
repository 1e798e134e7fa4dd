package io.millrace.pipelines.bench;

import io.millrace.local.flink.JobHandle;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/** Where events come from and where rows go to: the same for all contenders. */
interface Ends extends AutoCloseable {
  /** The source of a contender that decodes in its own way. */
  <T> Source<T, ?, ?> source(Feed.Decoder<T> decoder, TypeInformation<T> type);

  /** The sink of a contender that encodes in its own way. */
  <T> Sink<T> sink(String query, Outlet.Encoder<T> encoder);

  /** The options of Flink SQL's table of events. */
  String eventsTable();

  /**
   * The options of Flink SQL's table of rows.
   *
   * @param key the columns by which rows replace each other; empty: all rows are new
   */
  String rowsTable(String query, String key);

  /** Whether rows that change are written by their keys; otherwise they are taken back. */
  boolean hasKeys();

  /** From now on jobs read so many events. */
  void limit(int events);

  int size();

  /** A job is about to start. */
  void reset(String query, boolean keep);

  /** A job was started. */
  void started(JobHandle job);

  /** What it took, up to now. */
  Stopwatch.Time stop();

  /** What it wrote. */
  List<Outlet.Output> rows(String query);

  @Override
  void close();
}
