package io.millrace.runtime.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * A Flink SQL query over streams, as a part of a job.
 *
 * <p>All operators that Flink makes of it have uids that are made of the node's, their kind and
 * their number in the plan, so their state is found again as long as query and Flink are the same.
 */
public final class SqlQuery {
  private final String uid;
  private final String query;
  private final List<SqlTable> tables = new ArrayList<>();
  private final List<DataStream<Row>> streams = new ArrayList<>();
  private @Nullable Duration stateTtl;
  private int parallelism;

  private SqlQuery(String uid, String query) {
    this.uid = uid;
    this.query = query;
  }

  /**
   * A query of a node.
   *
   * @param uid the node's
   */
  public static SqlQuery of(String uid, String query) {
    return new SqlQuery(uid, query);
  }

  /** Adds a table, whose columns are those of the rows that {@code toRow} makes. */
  public <T> SqlQuery table(SqlTable table, DataStream<T> rows, MapFunction<T, Row> toRow) {
    SingleOutputStreamOperator<Row> stream =
        rows.map(toRow)
            .returns(SqlTables.rowType(table))
            .uid(uid + "--" + table.name())
            .name(uid + "--" + table.name());
    if (parallelism > 0) {
      stream.setParallelism(parallelism);
    }
    tables.add(table);
    streams.add(stream);
    return this;
  }

  /** How long what the query keeps is kept after it was last written; otherwise for ever. */
  public SqlQuery stateTtl(Duration ttl) {
    stateTtl = ttl;
    return this;
  }

  /** With how many subtasks the query runs; to be called before tables are added. */
  public SqlQuery parallelism(int subtasks) {
    parallelism = subtasks;
    return this;
  }

  /** The rows of the result; the caller gives the operator its identity. */
  public <T> SingleOutputStreamOperator<T> result(
      SqlResult result, MapFunction<Row, T> fromRow, TypeInformation<T> type) {
    SqlTables all = SqlTables.on(streams.get(0).getExecutionEnvironment(), uid);
    all.configure(stateTtl, parallelism);
    for (int i = 0; i < tables.size(); i++) {
      all.add(tables.get(i), streams.get(i));
    }
    DataStream<Row> rows = all.query(query, result);
    int time = result.timeColumn();
    return time < 0
        ? rows.map(fromRow).returns(type)
        : rows.transform(uid, type, new TimedRows<>(fromRow, time));
  }
}
