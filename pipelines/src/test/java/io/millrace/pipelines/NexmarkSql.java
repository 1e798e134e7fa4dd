package io.millrace.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/** Nexmark's queries as Flink SQL, run live. */
final class NexmarkSql {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path QUERIES = Path.of("src/test/resources/nexmark");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  /** Columns of the tables; those of text are all others. */
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "person",
          List.of("id", "name", "emailAddress", "creditCard", "city", "state", "dateTime", "extra"),
          "auction",
          List.of(
              "id",
              "itemName",
              "description",
              "initialBid",
              "reserve",
              "dateTime",
              "expires",
              "seller",
              "category",
              "extra"),
          "bid",
          List.of("auction", "bidder", "price", "channel", "url", "dateTime", "extra"));

  private static final List<String> NUMBERS =
      List.of(
          "id", "initialBid", "reserve", "seller", "category", "auction", "bidder", "price", "key");

  private static final List<String> TIMES = List.of("dateTime", "expires");

  private NexmarkSql() {}

  /** The rows that are left when the query has read all events, as JSON. */
  static List<String> rows(String query, List<String> events, Path sideInput) {
    StreamExecutionEnvironment streams = StreamExecutionEnvironment.createLocalEnvironment(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(streams);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    if (query.equals("q9")) {
      // Otherwise Flink takes the ranking for one that never changes.
      tables
          .getConfig()
          .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, true)
          .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, Duration.ofSeconds(1))
          .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, 1_000L);
    }
    COLUMNS.forEach((table, columns) -> add(table, columns, events, streams, tables));
    if (query.equals("q13")) {
      addSideInput(sideInput, streams, tables);
    }
    return materialized(tables.executeSql(text(query)));
  }

  private static void add(
      String table,
      List<String> columns,
      List<String> events,
      StreamExecutionEnvironment streams,
      StreamTableEnvironment tables) {
    List<Row> rows = new ArrayList<>();
    for (String event : events) {
      JsonNode node = parse(event).get(table);
      if (node != null) {
        rows.add(Row.of(columns.stream().map(column -> value(column, node)).toArray()));
      }
    }
    Schema.Builder schema = Schema.newBuilder();
    columns.forEach(column -> schema.column(column, sqlType(column)));
    schema.watermark("dateTime", "`dateTime` - INTERVAL '4' SECOND");
    tables.createTemporaryView(table, streams.fromData(rows, rowType(columns)), schema.build());
  }

  private static void addSideInput(
      Path file, StreamExecutionEnvironment streams, StreamTableEnvironment tables) {
    List<Row> rows = new ArrayList<>();
    for (String line : lines(file)) {
      String[] values = line.split(",");
      rows.add(Row.of(Long.parseLong(values[0]), values[1]));
    }
    List<String> columns = List.of("key", "value");
    Schema.Builder schema = Schema.newBuilder();
    columns.forEach(column -> schema.column(column, sqlType(column)));
    tables.createTemporaryView(
        "side_input", streams.fromData(rows, rowType(columns)), schema.build());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String query) {
    return String.join("\n", lines(QUERIES.resolve(query + ".sql")));
  }

  private static String sqlType(String column) {
    return NUMBERS.contains(column) ? "BIGINT" : TIMES.contains(column) ? "TIMESTAMP(3)" : "STRING";
  }

  private static TypeInformation<Row> rowType(List<String> columns) {
    return Types.ROW_NAMED(
        columns.toArray(String[]::new),
        columns.stream()
            .map(
                column ->
                    NUMBERS.contains(column)
                        ? Types.LONG
                        : TIMES.contains(column) ? Types.LOCAL_DATE_TIME : Types.STRING)
            .toArray(TypeInformation[]::new));
  }

  private static Object value(String column, JsonNode node) {
    JsonNode value = node.get(column);
    return NUMBERS.contains(column)
        ? (Object) value.longValue()
        : TIMES.contains(column)
            ? LocalDateTime.parse(value.textValue().replace("Z", ""))
            : value.textValue();
  }

  private static JsonNode parse(String event) {
    try {
      return JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> materialized(TableResult result) {
    List<String> columns = result.getResolvedSchema().getColumnNames();
    Map<String, Integer> counts = new HashMap<>();
    try (CloseableIterator<Row> rows = result.collect()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        boolean adds = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
        counts.merge(json(columns, row), adds ? 1 : -1, Integer::sum);
      }
    } catch (Exception e) {
      throw new IllegalStateException("Flink SQL failed", e);
    }
    List<String> left = new ArrayList<>();
    counts.forEach(
        (row, count) -> {
          if (count < 0) {
            throw new IllegalStateException("taken back more often than added: " + row);
          }
          for (int i = 0; i < count; i++) {
            left.add(row);
          }
        });
    return left;
  }

  private static String json(List<String> columns, Row row) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      fields.add("\"" + columns.get(i) + "\":" + json(row.getField(i)));
    }
    return fields.stream().collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(Object value) {
    if (value instanceof LocalDateTime time) {
      return "\"" + time.format(TIME) + "\"";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof String text) {
      return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    return String.valueOf(value);
  }
}
