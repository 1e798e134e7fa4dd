package io.millrace.runtime.sql;

import java.time.Duration;
import java.time.ZoneOffset;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Expressions;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** The tables of one query, in an environment of its own. Times are in UTC. */
final class SqlTables {
  private final StreamTableEnvironment environment;
  private final String uid;

  private SqlTables(StreamTableEnvironment environment, String uid) {
    this.environment = environment;
    this.uid = uid;
  }

  /** Tables whose operators have uids that start with that of their node. */
  static SqlTables on(StreamExecutionEnvironment streams, String uid) {
    StreamTableEnvironment environment =
        StreamTableEnvironment.create(streams, EnvironmentSettings.inStreamingMode());
    environment.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    environment
        .getConfig()
        .set(
            ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION,
            ExecutionConfigOptions.UidGeneration.ALWAYS)
        .set(ExecutionConfigOptions.TABLE_EXEC_UID_FORMAT, uid + QueryUids.FORMAT);
    return new SqlTables(environment, uid);
  }

  /**
   * Sets what all operators share.
   *
   * @param stateTtl null: for ever
   * @param parallelism 0: the job's
   */
  void configure(@Nullable Duration stateTtl, int parallelism) {
    environment.getConfig().setIdleStateRetention(stateTtl == null ? Duration.ZERO : stateTtl);
    environment
        .getConfig()
        .set(
            ExecutionConfigOptions.TABLE_EXEC_RESOURCE_DEFAULT_PARALLELISM,
            parallelism > 0 ? parallelism : -1);
  }

  /** The type of a table's rows on the way to it. */
  static TypeInformation<Row> rowType(SqlTable table) {
    return ExternalTypeInfo.of(SqlTypes.row(table.columns()));
  }

  void add(SqlTable table, DataStream<Row> rows) {
    Schema.Builder schema = SqlTypes.schema(table.columns(), table.key());
    if (table.eventTime()) {
      schema
          .columnByMetadata(SqlTable.EVENT_TIME, SqlTypes.of("TIMESTAMP_LTZ(3) NOT NULL"))
          .watermark(SqlTable.EVENT_TIME, "SOURCE_WATERMARK()");
    }
    ChangelogMode mode = table.updates() ? ChangelogMode.all() : ChangelogMode.insertOnly();
    environment.createTemporaryView(
        "`" + table.name() + "`", environment.fromChangelogStream(rows, schema.build(), mode));
  }

  /** Parses and validates a query. */
  Table parse(String query) {
    return environment.sqlQuery(query);
  }

  /** The result of a query, which has exactly these columns. */
  DataStream<Row> query(String query, SqlResult result) {
    return result(parse(query), result);
  }

  DataStream<Row> result(Table table, SqlResult result) {
    Expression[] columns =
        result.columns().stream()
            .map(column -> Expressions.$(column.name()))
            .toArray(Expression[]::new);
    Schema schema = SqlTypes.schema(result.columns(), result.key()).build();
    ChangelogMode mode =
        result.key().isEmpty()
            ? ChangelogMode.insertOnly()
            : result.oldValues() ? ChangelogMode.all() : ChangelogMode.upsert();
    DataStream<Row> rows = environment.toChangelogStream(table.select(columns), schema, mode);
    QueryUids.renumber(uid, rows.getTransformation());
    return rows;
  }
}
