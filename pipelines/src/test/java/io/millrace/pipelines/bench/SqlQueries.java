package io.millrace.pipelines.bench;

import io.millrace.local.flink.LocalFlink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Nexmark's queries in Flink SQL, over one table of events as Nexmark declares it. */
final class SqlQueries implements Contender {
  private static final String EVENTS =
      """
      CREATE TABLE events (
        event_type INT,
        person ROW<id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING,
          state STRING, `dateTime` TIMESTAMP_LTZ(3), extra STRING>,
        auction ROW<id BIGINT, itemName STRING, description STRING, initialBid BIGINT,
          reserve BIGINT, `dateTime` TIMESTAMP_LTZ(3), expires TIMESTAMP_LTZ(3), seller BIGINT,
          category BIGINT, extra STRING>,
        bid ROW<auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,
          `dateTime` TIMESTAMP_LTZ(3), extra STRING>,
        `dateTime` AS CASE WHEN event_type = 0 THEN person.`dateTime`
          WHEN event_type = 1 THEN auction.`dateTime` ELSE bid.`dateTime` END,
        WATERMARK FOR `dateTime` AS `dateTime` - INTERVAL '4' SECOND
      ) WITH (%s)
      """;

  private static final Map<String, String> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put("person", "0 id name emailAddress creditCard city state extra");
    VIEWS.put(
        "auction", "1 id itemName description initialBid reserve expires seller category extra");
    VIEWS.put("bid", "2 auction bidder price channel url extra");
  }

  /** The columns by which the rows of a query replace each other. */
  private static final Map<String, String> KEYS =
      Map.of(
          "q4", "id",
          "q9", "id",
          "q15", "`day`",
          "q16", "channel, `day`",
          "q17", "auction, `day`",
          "q18", "bidder, auction",
          "q19", "auction, rank_number");

  private final String name;
  private final Path queries;
  private final Path sideInput;
  private final boolean reuse;
  private final boolean miniBatch;

  private SqlQueries(String name, Path queries, Path sideInput, boolean reuse, boolean miniBatch) {
    this.name = name;
    this.queries = queries;
    this.sideInput = sideInput;
    this.reuse = reuse;
    this.miniBatch = miniBatch;
  }

  /** As Nexmark configures it: mini-batches of up to 50,000 rows and 2 s, two-phase, no reuse. */
  static SqlQueries nexmark(Path queries, Path sideInput) {
    return new SqlQueries("sql", queries, sideInput, false, true);
  }

  /** With objects reused. */
  static SqlQueries reusing(Path queries, Path sideInput) {
    return new SqlQueries("sql-reuse", queries, sideInput, true, false);
  }

  /** With objects reused, and mini-batches. */
  static SqlQueries reusingInBatches(Path queries, Path sideInput) {
    return new SqlQueries("sql-reuse-batch", queries, sideInput, true, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean has(String query) {
    return Files.exists(queries.resolve(query + ".sql"));
  }

  @Override
  public boolean retracts() {
    return true;
  }

  @Override
  public Run start(String query, Ends ends, LocalFlink flink, Configuration settings) {
    Configuration configuration = new Configuration(settings);
    configuration.set(PipelineOptions.OBJECT_REUSE, reuse);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    // q9 needs them: without, Flink takes the ranking for one that never changes.
    if (miniBatch || query.equals("q9")) {
      tables.getConfig().set("table.exec.mini-batch.enabled", "true");
      tables.getConfig().set("table.exec.mini-batch.allow-latency", "2 s");
      tables.getConfig().set("table.exec.mini-batch.size", "50000");
      tables.getConfig().set("table.optimizer.distinct-agg.split.enabled", "true");
    }
    execute(tables, EVENTS.formatted(ends.eventsTable()));
    VIEWS.forEach((view, columns) -> execute(tables, view(view, columns.split(" "))));
    if (query.equals("q13")) {
      execute(
          tables,
          "CREATE TABLE side_input (key BIGINT, `value` STRING) WITH ('connector' = 'filesystem',"
              + " 'path' = '"
              + sideInput.toUri()
              + "', 'format' = 'csv')");
    }
    Table rows = tables.sqlQuery(text(query));
    String key = KEYS.getOrDefault(query, "");
    execute(
        tables,
        "CREATE TABLE output ("
            + rows.getResolvedSchema().getColumns().stream()
                .map(
                    c ->
                        "`"
                            + c.getName()
                            + "` "
                            + c.getDataType()
                                .getLogicalType()
                                .asSerializableString()
                                .replace(" NOT NULL", ""))
                .map(c -> c.replace(" *ROWTIME*", ""))
                .collect(Collectors.joining(", "))
            + (ends.hasKeys() && !key.isEmpty() ? ", PRIMARY KEY (" + key + ") NOT ENFORCED" : "")
            + ") WITH ("
            + ends.rowsTable(query, key)
            + ")");
    StreamStatementSet statements = tables.createStatementSet();
    statements.addInsert("output", rows);
    statements.attachAsDataStream();
    return new Run(flink.run(environment), () -> {});
  }

  private static String view(String name, String[] columns) {
    StringBuilder view = new StringBuilder("CREATE VIEW ").append(name).append(" AS SELECT ");
    for (int i = 1; i < columns.length; i++) {
      view.append(name).append(".`").append(columns[i]).append("` AS `");
      view.append(columns[i]).append("`, ");
    }
    return view + "`dateTime` FROM events WHERE event_type = " + columns[0];
  }

  private static void execute(StreamTableEnvironment tables, String statement) {
    if (tables.executeSql(statement).getResultKind() != ResultKind.SUCCESS) {
      throw new IllegalStateException("not executed: " + statement);
    }
  }

  private String text(String query) {
    try {
      return Files.readString(queries.resolve(query + ".sql"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
