package io.millrace.pipelines.oracle;

import io.millrace.pipelines.oracle.Ty.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Random aggregates: their YAML, and the rows that come out of them. */
final class AggregateMaker {
  private final Random random;
  private final Draft draft;
  private final OperatorMaker operators;

  AggregateMaker(Random random, Draft draft, OperatorMaker operators) {
    this.random = random;
    this.draft = draft;
    this.operators = operators;
  }

  /** How a result is asked for, and what is kept. */
  private record Having(String yaml, java.util.function.Predicate<Measure.Group> holds) {}

  /**
   * An aggregate in windows, or a running one.
   *
   * @param window tumbling, sliding, session, or null
   * @param policy for rows for which an argument has no value; null: none has
   */
  Flow aggregate(
      Flow all, @Nullable String window, @Nullable String policy, Set<String> functions) {
    draft.cover("operator aggregate");
    draft.cover("window " + window);
    String id = operators.nextId();
    Risk risk = policy == null ? null : Risk.of(random, all.columns());
    String onError = risk == null ? "" : risk.policy(draft, id, policy, all);
    if (policy != null) {
      draft.cover("on-error aggregate " + policy);
    }
    Flow in = risk == null ? all : risk.sound(all);
    List<Expr> keyValues = new ArrayList<>();
    List<Col> keys = keys(in, keyValues);
    List<Measure> measures =
        new MeasureMaker(random, in.columns(), in.timed(), functions).some(window != null, id);
    if (risk != null) {
      measures.add(
          new Measure(
              "risk" + id,
              "sum(" + risk.cel().cel() + ")",
              Scalar.INT,
              false,
              g -> g.rows().stream().mapToLong(r -> (Long) risk.cel().of(r)).sum()));
    }
    Having having = having();
    long size = (1 + random.nextInt(4)) * 30_000L;
    long slide = window != null && window.equals("sliding") ? size / (2 + random.nextInt(2)) : size;
    long offset = random.nextInt(3) * 5_000L;
    draft.operator(
        id,
        "    type: aggregate\n    input: %s\n%s%s    measures:\n%s%s"
            .formatted(
                in.ref(),
                keyYaml(keys, keyValues),
                windowYaml(window, size, slide, offset),
                measureYaml(measures),
                having.yaml() + onError));
    Map<List<String>, List<Row>> byKey = new LinkedHashMap<>();
    in.rows().stream()
        .sorted(Comparator.comparingLong(Row::time))
        .forEach(
            row ->
                byKey
                    .computeIfAbsent(
                        keyValues.stream().map(k -> String.valueOf(k.of(row))).toList(),
                        k -> new ArrayList<>())
                    .add(row));
    List<Row> results = new ArrayList<>();
    for (List<Row> rows : byKey.values()) {
      for (Measure.Group group : groups(rows, window, size, slide, offset)) {
        if (having.holds().test(group)) {
          Row result = Row.of(group.end() - 1);
          for (int i = 0; i < keys.size(); i++) {
            result.with(keys.get(i).name(), keyValues.get(i).of(rows.get(0)));
          }
          measures.forEach(m -> result.with(m.name(), m.value().apply(group)));
          results.add(result);
        }
      }
    }
    List<Col> columns = new ArrayList<>(keys);
    measures.forEach(m -> columns.add(m.column()));
    List<String> updateKey = window == null ? keys.stream().map(Col::name).toList() : null;
    return new Flow(id, columns, results, in.timed(), updateKey);
  }

  private List<Col> keys(Flow in, List<Expr> values) {
    List<Col> fitting = in.columns().stream().filter(c -> c.type().isKey()).toList();
    List<Col> keys = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> {
        Expr key = new ExprMaker(random, in.columns()).condition(1);
        keys.add(Col.of("key0", Scalar.BOOL, false));
        values.add(key);
      }
      case 1 -> {
        for (int i = 0; i < 2; i++) {
          Col column = fitting.get(random.nextInt(fitting.size()));
          keys.add(Col.of("key" + i, column.type(), column.nullable()));
          values.add(ExprMaker.field(column));
        }
      }
      case 2 -> draft.cover("empty key");
      default -> {
        Col column =
            fitting.stream()
                .filter(c -> c.name().equals("k"))
                .findFirst()
                .orElse(fitting.get(random.nextInt(fitting.size())));
        keys.add(column.plain());
        values.add(ExprMaker.field(column));
      }
    }
    return keys;
  }

  private static String keyYaml(List<Col> keys, List<Expr> values) {
    if (keys.isEmpty()) {
      return "    key: []\n";
    }
    if (keys.size() == 1 && keys.get(0).name().equals(values.get(0).cel())) {
      return "    key: [" + keys.get(0).name() + "]\n";
    }
    StringBuilder yaml = new StringBuilder("    key:\n");
    for (int i = 0; i < keys.size(); i++) {
      yaml.append(
          "      %s: %s\n"
              .formatted(keys.get(i).name(), OperatorMaker.quoted(values.get(i).cel())));
    }
    return yaml.toString();
  }

  private static String windowYaml(@Nullable String window, long size, long slide, long offset) {
    if (window == null) {
      return "";
    }
    String offsetText = offset % slide == 0 ? "" : ", offset: " + offset % slide + "ms";
    return switch (window) {
      case "tumbling" ->
          "    window: { type: tumbling, size: %dms%s }\n".formatted(size, offsetText);
      case "sliding" ->
          "    window: { type: sliding, size: %dms, slide: %dms%s }\n"
              .formatted(size, slide, offsetText);
      default -> "    window: { type: session, gap: %dms }\n".formatted(size / 4);
    };
  }

  private static String measureYaml(List<Measure> measures) {
    StringBuilder yaml = new StringBuilder();
    measures.forEach(
        m -> yaml.append("      %s: %s\n".formatted(m.name(), OperatorMaker.quoted(m.cel()))));
    return yaml.toString();
  }

  private Having having() {
    if (random.nextInt(2) == 0) {
      return new Having("", g -> true);
    }
    draft.cover("having");
    return new Having("    having: count() > 2\n", g -> g.rows().size() > 2);
  }

  /** The groups of one key's rows, which are in the order of time. */
  private static List<Measure.Group> groups(
      List<Row> rows, @Nullable String window, long size, long slide, long offset) {
    if (window == null) {
      return List.of(new Measure.Group(rows, 0, 0));
    }
    if (window.equals("session")) {
      return sessions(rows, size / 4);
    }
    Map<Long, List<Row>> windows = new TreeMap<>();
    for (Row row : rows) {
      long last = row.time() - Math.floorMod(row.time() - offset % slide, slide);
      for (long start = last; start > row.time() - size; start -= slide) {
        windows.computeIfAbsent(start, k -> new ArrayList<>()).add(row);
      }
    }
    return windows.entrySet().stream()
        .map(w -> new Measure.Group(w.getValue(), w.getKey(), w.getKey() + size))
        .toList();
  }

  private static List<Measure.Group> sessions(List<Row> rows, long gap) {
    List<Measure.Group> groups = new ArrayList<>();
    List<Row> session = new ArrayList<>();
    for (Row row : rows) {
      if (!session.isEmpty() && row.time() - session.get(session.size() - 1).time() > gap) {
        groups.add(group(session, gap));
        session = new ArrayList<>();
      }
      session.add(row);
    }
    groups.add(group(session, gap));
    return groups;
  }

  private static Measure.Group group(List<Row> session, long gap) {
    return new Measure.Group(
        session, session.get(0).time(), session.get(session.size() - 1).time() + gap);
  }
}
