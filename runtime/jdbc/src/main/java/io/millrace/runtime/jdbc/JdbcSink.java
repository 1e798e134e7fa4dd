package io.millrace.runtime.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes rows to a table in batches. A batch is one transaction; all rows of a checkpoint are
 * committed before it completes, so that none is lost, and after a failure some are written again:
 * with a key they replace themselves, without one they stand in the table twice.
 */
public final class JdbcSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String node;
  private final JdbcAccess access;
  private final String table;
  private final ArrayList<String> columns;
  private final ArrayList<String> key;
  private final JdbcRow<T> row;
  private final int batchRows;
  private final Duration batchTime;
  private final int retries;

  private JdbcSink(
      String node,
      JdbcAccess access,
      String table,
      List<String> columns,
      List<String> key,
      JdbcRow<T> row,
      int batchRows,
      Duration batchTime,
      int retries) {
    this.node = node;
    this.access = access;
    this.table = table;
    this.columns = new ArrayList<>(columns);
    this.key = new ArrayList<>(key);
    this.row = row;
    this.batchRows = batchRows;
    this.batchTime = batchTime;
    this.retries = retries;
  }

  /**
   * A sink.
   *
   * @param columns of the table, as the row binds them
   * @param key columns by which a row replaces another; empty: rows are only inserted
   */
  public static <T> JdbcSink<T> to(
      String node,
      JdbcAccess access,
      String table,
      List<String> columns,
      List<String> key,
      JdbcRow<T> row) {
    return new JdbcSink<>(node, access, table, columns, key, row, 500, Duration.ofSeconds(1), 3);
  }

  /** A batch ends with so many rows, or so long after its first row. */
  public JdbcSink<T> batch(int rows, Duration time) {
    return new JdbcSink<>(node, access, table, columns, key, row, rows, time, retries);
  }

  /** How often a failed batch is tried again on a new connection before the job fails. */
  public JdbcSink<T> retries(int count) {
    return new JdbcSink<>(node, access, table, columns, key, row, batchRows, batchTime, count);
  }

  /** The statement that writes a row. */
  String upsert() {
    return key.isEmpty()
        ? JdbcDialect.insert(table, columns)
        : JdbcDialect.of(access.url()).upsert(table, columns, key);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    String delete = key.isEmpty() ? null : JdbcDialect.delete(table, key);
    return new JdbcSinkWriter<>(
        node,
        access,
        new JdbcBatch<>(upsert(), delete, row),
        context.getProcessingTimeService(),
        batchRows,
        batchTime,
        retries);
  }
}
