package io.millrace.runtime.file;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;

/** Some rows on their way from the thread that reads to the task. */
final class RowBatch<T> implements BulkFormat.RecordIterator<T> {
  private static final int SIZE = 512;

  private final List<RecordAndPosition<T>> rows = new ArrayList<>(SIZE);
  private int taken;

  /** Adds a row and the offset at which reading goes on behind it. */
  void add(T row, long position) {
    rows.add(new RecordAndPosition<>(row, position, 0));
  }

  boolean full() {
    return rows.size() == SIZE;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public @Nullable RecordAndPosition<T> next() {
    return taken < rows.size() ? rows.get(taken++) : null;
  }

  @Override
  public void releaseBatch() {}
}
