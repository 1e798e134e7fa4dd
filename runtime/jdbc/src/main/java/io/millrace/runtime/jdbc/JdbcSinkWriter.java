package io.millrace.runtime.jdbc;

import io.millrace.runtime.record.Change;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/** Gathers rows into batches; a checkpoint, and the end of the input, ends one. */
final class JdbcSinkWriter<T> implements SinkWriter<T> {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final String node;
  private final JdbcAccess access;
  private final JdbcBatch<T> batch;
  private final ProcessingTimeService time;
  private final int batchRows;
  private final Duration batchTime;
  private final int retries;
  private final List<T> rows = new ArrayList<>();
  private @Nullable Connection connection;
  private boolean timerIsSet;
  private boolean closed;

  JdbcSinkWriter(
      String node,
      JdbcAccess access,
      JdbcBatch<T> batch,
      ProcessingTimeService time,
      int batchRows,
      Duration batchTime,
      int retries) {
    this.node = node;
    this.access = access;
    this.batch = batch;
    this.time = time;
    this.batchRows = batchRows;
    this.batchTime = batchTime;
    this.retries = retries;
  }

  @Override
  public void write(T row, Context context) throws IOException, InterruptedException {
    if (row instanceof Change change && change.changeKind() == Change.UPDATE_BEFORE) {
      return; // the new values that follow replace the row
    }
    rows.add(row);
    if (rows.size() >= batchRows) {
      flush(false);
    } else if (!timerIsSet) {
      timerIsSet = true;
      var unused =
          time.registerTimer(
              time.getCurrentProcessingTime() + batchTime.toMillis(),
              timestamp -> {
                timerIsSet = false;
                if (!closed) {
                  flush(false);
                }
              });
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    Duration pause = FIRST_PAUSE;
    for (int attempt = 0; ; attempt++) {
      try {
        if (connection == null) {
          connection = access.connect();
        }
        batch.execute(connection, rows);
        rows.clear();
        return;
      } catch (SQLException e) {
        disconnect();
        if (attempt >= retries) {
          throw new IOException(
              "%s: %d rows could not be written to %s: %s"
                  .formatted(node, rows.size(), access, message(e)),
              e);
        }
        Thread.sleep(pause.toMillis());
        pause = pause.multipliedBy(2);
      }
    }
  }

  /** A batch hides what is wrong with its row in the next exception. */
  private static String message(SQLException e) {
    SQLException next = e.getNextException();
    return next == null ? String.valueOf(e.getMessage()) : e.getMessage() + " " + next.getMessage();
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It is broken; a new one takes its place.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
