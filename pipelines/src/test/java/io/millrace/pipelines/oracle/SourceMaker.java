package io.millrace.pipelines.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.pipelines.oracle.Ty.Scalar;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Random sources: their YAML, their input, and the rows that come of it. */
final class SourceMaker {
  private static final Ty.Rec ITEM =
      new Ty.Rec(
          "Item",
          List.of(
              Col.of("code", Scalar.INT, false),
              Col.of("label", Scalar.STRING, true),
              new Col("price", Scalar.DOUBLE, false, "unit-price", "iso")));

  /** Types that fields have beside the fixed ones; each pipeline takes some, in turns. */
  private static final List<Ty> POOL =
      List.of(
          Scalar.BOOL,
          Scalar.DOUBLE,
          Scalar.STRING,
          Scalar.BYTES,
          Scalar.TIMESTAMP,
          Scalar.DURATION,
          Scalar.INT,
          new Ty.ListOf(Scalar.INT),
          new Ty.ListOf(ITEM),
          new Ty.MapOf(Scalar.DOUBLE),
          ITEM,
          new Ty.ListOf(Scalar.BYTES),
          new Ty.MapOf(ITEM));

  private final int index;
  private final Random random;
  private final Values values;
  private final Draft draft;
  private int sources;

  SourceMaker(int index, Random random, Draft draft) {
    this.index = index;
    this.random = random;
    this.values = new Values(random);
    this.draft = draft;
  }

  /** The columns of rows for a format, with the fields that operators count on. */
  List<Col> columns(String format, boolean timed) {
    if (format.equals("raw")) {
      return List.of(Col.of("line", index % 2 == 0 ? Scalar.STRING : Scalar.BYTES, false));
    }
    List<Col> columns = new ArrayList<>();
    columns.add(Col.of("id", Scalar.INT, false));
    columns.add(new Col("k", Scalar.STRING, false, index % 3 == 0 ? "the key" : "k", "iso"));
    columns.add(Col.of("n", Scalar.INT, false));
    columns.add(Col.of("opt", index % 2 == 0 ? Scalar.INT : Scalar.STRING, true));
    if (timed) {
      columns.add(new Col("at", Scalar.TIMESTAMP, false, "at", index % 2 == 0 ? "millis" : "iso"));
    }
    for (int i = 0; i < 5; i++) {
      Ty type = POOL.get((index * 5 + i) % POOL.size());
      if (format.equals("csv") && !type.isScalar()) {
        continue;
      }
      String form =
          type == Scalar.TIMESTAMP ? List.of("iso", "millis", "seconds").get(index % 3) : "iso";
      columns.add(new Col("f" + i, type, random.nextInt(3) == 0, "f" + i, form));
    }
    columns.forEach(c -> draft.cover("type " + c.type().text().replaceAll("<.*", "")));
    return columns;
  }

  private List<Row> rows(List<Col> columns) {
    List<Row> rows = new ArrayList<>();
    int count = 25 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      // Out of order by half a minute at most, and no two rows of one time.
      long time = Values.START + (i * 7_000L + random.nextInt(30_000)) / 100 * 100 + i * 2 % 100;
      time += sources;
      Row row = Row.of(time);
      for (Col column : columns) {
        row.with(
            column.name(),
            switch (column.name()) {
              case "id" -> (long) sources * 1000 + i;
              case "k" -> List.of("a", "b", "c d", "é").get(random.nextInt(4));
              case "at" -> time * 1000;
              default -> values.of(column);
            });
      }
      rows.add(row);
    }
    return rows;
  }

  /** A source of a kind; {@code type} names a declared type of the columns, or is empty. */
  Flow make(
      String kind, String format, String policy, boolean timed, String type, List<Col> columns) {
    sources++;
    String id = "s" + sources;
    draft.cover("source " + kind);
    List<Row> rows = rows(columns);
    String schema =
        type.isEmpty()
            ? columns.stream().map(Col::declaration).collect(Collectors.joining(", ", "{ ", " }"))
            : type;
    String time =
        !timed
            ? ""
            : "    time: { %s, max-out-of-orderness: 60s }\n"
                .formatted(format.equals("raw") ? "from: record" : "field: at");
    if (kind.equals("elements")) {
      List<Col> inYaml = columns.stream().map(Col::inYaml).toList();
      draft.source(
          id,
          "    type: elements\n    schema: %s\n%s    rows:\n%s"
              .formatted(
                  schema,
                  time,
                  rows.stream()
                      .map(r -> "      - " + Wire.json(inYaml, r.values()) + "\n")
                      .collect(Collectors.joining())));
      return new Flow(id, columns, rows, timed, null);
    }
    draft.cover("format " + format + " read");
    draft.cover("policy " + policy);
    draft.cover(kind + " " + format + " " + policy);
    read(id, kind, format, policy, columns, rows, schema, time);
    return new Flow(id, columns, rows, timed, null);
  }

  private void read(
      String id,
      String kind,
      String format,
      String policy,
      List<Col> columns,
      List<Row> rows,
      String schema,
      String time) {
    char delimiter = index % 2 == 0 ? ';' : ',';
    boolean header = kind.equals("file") && format.equals("csv") && index % 4 < 2;
    List<GeneratedPipeline.Sent> records = new ArrayList<>();
    List<byte[]> bad = new ArrayList<>();
    boolean spoiled = !policy.equals("fail") || draft.isMeantToFail();
    for (Row row : rows) {
      if (spoiled && random.nextInt(6) == 0) {
        byte[] wrong = bad(kind, format, columns);
        if (wrong.length > 0) {
          records.add(new GeneratedPipeline.Sent(wrong, row.time()));
          bad.add(wrong);
        }
      }
      records.add(new GeneratedPipeline.Sent(good(format, delimiter, columns, row), row.time()));
    }
    String policyText =
        policy.equals("dead-letter") ? "{ dead-letter: %s-bad }".formatted(id) : policy;
    String formatText =
        format.equals("csv")
            ? "{ type: csv, delimiter: \"%s\"%s }"
                .formatted(delimiter, header ? ", header: true" : "")
            : format;
    String where;
    if (kind.equals("kafka")) {
      draft.useKafka();
      where = "    connection: main\n    topic: %s\n    stop: latest\n".formatted(draft.topic(id));
      draft.send(draft.topic(id), records);
    } else {
      where = "    path: \"${dir}/%s\"\n".formatted(id);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      if (header) {
        file.writeBytes((Wire.header(columns, delimiter) + "\n").getBytes(UTF_8));
      }
      records.forEach(
          r -> {
            file.writeBytes(r.value());
            file.write('\n');
          });
      draft.file(id, file.toByteArray());
    }
    draft.source(
        id,
        "    type: %s\n%s    format: %s\n    schema: %s\n%s    on-error: %s\n"
            .formatted(kind, where, formatText, schema, time, policyText));
    if (policy.equals("dead-letter")) {
      draft.useKafka();
      draft.sink(
          id + "-bad",
          "    type: kafka\n    connection: main\n    topic: %s\n    format: raw\n"
              .formatted(draft.topic(id + "-bad")));
      draft.deadLetters(GeneratedPipeline.DeadLetters.ofSource(draft.topic(id + "-bad"), id, bad));
    }
    if (draft.isMeantToFail()) {
      draft.fails(id);
    }
  }

  private static byte[] good(String format, char delimiter, List<Col> columns, Row row) {
    return switch (format) {
      case "json" -> Wire.json(columns, row.values()).getBytes(UTF_8);
      case "csv" -> Wire.csv(columns, delimiter, row.values()).getBytes(UTF_8);
      default ->
          row.get("line") instanceof byte[] bytes
              ? bytes
              : String.valueOf(row.get("line")).getBytes(UTF_8);
    };
  }

  /** What is no row; nothing where there is no such thing. */
  private byte[] bad(String kind, String format, List<Col> columns) {
    if (format.equals("raw")) {
      return columns.get(0).type() == Scalar.BYTES ? new byte[0] : new byte[] {'x', (byte) 0xC3};
    }
    List<String> wrong =
        format.equals("json")
            ? List.of("not json", "[]", "{\"id\":\"one\"}", "{\"id\":1}", "{\"id\":1} x")
            : List.of("one", "x,y,z;1;2;3", "\"open");
    String text =
        wrong.get(random.nextInt(format.equals("csv") && kind.equals("file") ? 2 : wrong.size()));
    return text.getBytes(UTF_8);
  }

  /** Rows that are expressions over their number. */
  Flow datagen(boolean timed) {
    sources++;
    String id = "s" + sources;
    draft.cover("source datagen");
    int count = 20 + random.nextInt(40);
    int factor = 3 + random.nextInt(9);
    draft.source(
        id,
        """
            type: datagen
            count: %d
            fields:
              id: index
              k: "['a', 'b', 'c d'][index %% 3]"
              n: index * %d %% 17 - 4
              b: index %% 2 == 0
              d: double(index) * 0.25
              at: "timestamp('2026-05-01T00:00:00Z') + (index %% 2 == 0 ? duration('0s') : duration('20s'))"
              when: timestamp(1777593600 + index * 7)
        """
                .replaceAll("(?m)^        ", "    ")
                .formatted(count, factor)
            + (timed ? "    time: { field: when, max-out-of-orderness: 1m }\n" : ""));
    List<Col> columns =
        List.of(
            Col.of("id", Scalar.INT, false),
            Col.of("k", Scalar.STRING, false),
            Col.of("n", Scalar.INT, false),
            Col.of("b", Scalar.BOOL, false),
            Col.of("d", Scalar.DOUBLE, false),
            Col.of("at", Scalar.TIMESTAMP, false),
            Col.of("when", Scalar.TIMESTAMP, false));
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      rows.add(
          Row.of(Values.START + i * 7000)
              .with("id", i)
              .with("k", List.of("a", "b", "c d").get((int) (i % 3)))
              .with("n", i * factor % 17 - 4)
              .with("b", i % 2 == 0)
              .with("d", i * 0.25)
              .with("at", (Values.START + (i % 2 == 0 ? 0 : 20_000)) * 1000)
              .with("when", (Values.START + i * 7000) * 1000));
    }
    return new Flow(id, columns, rows, timed, null);
  }

  /** Declares the columns as a type of the pipeline. */
  String declare(List<Col> columns) {
    draft.type(
        "T", columns.stream().map(Col::declaration).collect(Collectors.joining(", ", "{ ", " }")));
    return "T";
  }

  /** Declares the records that columns hold. */
  void declareNested(List<Col> columns) {
    if (columns.stream().anyMatch(c -> c.type().text().contains("Item"))) {
      draft.type(
          ITEM.text(),
          ITEM.columns().stream()
              .map(Col::declaration)
              .collect(Collectors.joining(", ", "{ ", " }")));
    }
  }
}
