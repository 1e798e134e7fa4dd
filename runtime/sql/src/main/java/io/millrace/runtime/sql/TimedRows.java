package io.millrace.runtime.sql;

import java.time.Instant;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Makes rows of rows of a table, with a column of them as their event time. Flink keeps that on its
 * own only for a table without a declared schema.
 */
final class TimedRows<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<Row, T> {
  private static final long serialVersionUID = 1L;

  private final MapFunction<Row, T> fromRow;
  private final int column;

  TimedRows(MapFunction<Row, T> fromRow, int column) {
    this.fromRow = fromRow;
    this.column = column;
  }

  @Override
  public void processElement(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    Instant time = row.getFieldAs(column);
    output.collect(new StreamRecord<>(fromRow.map(row), time.toEpochMilli()));
  }
}
