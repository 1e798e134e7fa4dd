package io.millrace.pipelines.oracle;

import io.millrace.pipelines.oracle.Ty.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random stateless operators: their YAML, and the rows that come out of them. */
final class OperatorMaker {
  private static final List<Scalar> SCALARS = List.of(Scalar.values());

  private final Random random;
  private final Draft draft;
  private int operators;

  OperatorMaker(Random random, Draft draft) {
    this.random = random;
    this.draft = draft;
  }

  String nextId() {
    return "o" + ++operators;
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  Flow filter(Flow in) {
    draft.cover("operator filter");
    String id = nextId();
    Expr where = new ExprMaker(random, in.columns()).condition(2);
    draft.operator(
        id,
        "    type: filter\n    input: %s\n    where: %s\n"
            .formatted(in.ref(), quoted(where.cel())));
    return in.to(id, in.columns(), in.rows().stream().filter(where::holds).toList());
  }

  /** A filter or select whose expression has no value for some rows. */
  Flow risky(Flow in, String kind, String policy) {
    draft.cover("on-error " + kind + " " + policy);
    Risk risk = Risk.of(random, in.columns());
    String id = nextId();
    String onError = risk.policy(draft, id, policy, in);
    Flow sound = risk.sound(in);
    if (kind.equals("filter")) {
      draft.operator(
          id,
          "    type: filter\n    input: %s\n    where: %s\n%s"
              .formatted(in.ref(), quoted(risk.cel().cel() + " % 4 != 1"), onError));
      return in.to(
          id,
          in.columns(),
          sound.rows().stream().filter(r -> (Long) risk.cel().of(r) % 4 != 1).toList());
    }
    String name = "risk" + operators;
    draft.operator(
        id,
        "    type: select\n    input: %s\n    keep: %s\n    fields: { %s: %s }\n%s"
            .formatted(in.ref(), names(in.columns()), name, quoted(risk.cel().cel()), onError));
    List<Col> columns = new ArrayList<>(in.columns().stream().map(Col::plain).toList());
    columns.add(Col.of(name, Scalar.INT, false));
    return in.to(
        id,
        columns,
        sound.rows().stream()
            .map(
                r ->
                    new Row(new LinkedHashMap<>(r.values()), r.time()).with(name, risk.cel().of(r)))
            .toList());
  }

  /** New fields beside the ones that later nodes count on, or a choice of the old ones. */
  Flow select(Flow in) {
    draft.cover("operator select");
    ExprMaker expressions = new ExprMaker(random, in.columns());
    Map<String, Expr> fields = new LinkedHashMap<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Scalar type = SCALARS.get(random.nextInt(SCALARS.size()));
      fields.put("e" + operators + i, expressions.of(type, 2));
    }
    for (Col column : in.columns()) {
      if (column.nullable() && random.nextInt(3) == 0) {
        fields.put("e" + operators + column.name(), ExprMaker.field(column));
      }
    }
    List<Col> kept = in.columns();
    String id = nextId();
    StringBuilder body = new StringBuilder("    type: select\n    input: %s\n".formatted(in.ref()));
    List<String> fixed = List.of("id", "k", "n", "at");
    Map<String, String> renamed = new LinkedHashMap<>();
    switch (random.nextInt(3)) {
      case 0 -> {
        kept = in.columns().stream().filter(c -> fixed.contains(c.name())).toList();
        Map<String, Expr> all = new LinkedHashMap<>();
        kept.forEach(c -> all.put(c.name(), ExprMaker.field(c)));
        all.putAll(fields);
        fields.clear();
        fields.putAll(all);
        kept = List.of();
      }
      case 1 -> {
        kept =
            in.columns().stream()
                .filter(c -> fixed.contains(c.name()) || random.nextBoolean())
                .toList();
        body.append("    keep: ").append(names(kept)).append('\n');
      }
      default -> {
        List<Col> dropped =
            in.columns().stream()
                .filter(c -> !fixed.contains(c.name()) && random.nextInt(3) == 0)
                .toList();
        if (dropped.isEmpty()) {
          body.append("    keep: ").append(names(kept)).append('\n');
        } else {
          body.append("    drop: ").append(names(dropped)).append('\n');
          kept = kept.stream().filter(c -> !dropped.contains(c)).toList();
        }
        kept.stream()
            .filter(c -> !fixed.contains(c.name()))
            .findFirst()
            .ifPresent(c -> renamed.put(c.name(), "r" + c.name()));
        renamed.forEach((old, now) -> body.append("    rename: { %s: %s }\n".formatted(now, old)));
      }
    }
    body.append("    fields:\n");
    fields.forEach((k, v) -> body.append("      %s: %s\n".formatted(k, quoted(v.cel()))));
    draft.operator(id, body.toString());
    List<Col> columns = new ArrayList<>();
    kept.forEach(c -> columns.add(c.named(renamed.getOrDefault(c.name(), c.name()))));
    fields.forEach((name, e) -> columns.add(Col.of(name, e.type(), e.nullable())));
    List<Row> rows = new ArrayList<>();
    for (Row row : in.rows()) {
      Row out = Row.of(row.time());
      kept.forEach(c -> out.with(renamed.getOrDefault(c.name(), c.name()), row.get(c.name())));
      fields.forEach((name, e) -> out.with(name, e.of(row)));
      rows.add(out);
    }
    return in.to(id, columns, rows);
  }

  /** Just these fields. */
  Flow only(Flow in, Map<String, Expr> fields) {
    draft.cover("operator select");
    String id = nextId();
    StringBuilder body = new StringBuilder("    type: select\n    input: " + in.ref() + "\n");
    body.append("    fields:\n");
    fields.forEach((k, v) -> body.append("      %s: %s\n".formatted(k, quoted(v.cel()))));
    draft.operator(id, body.toString());
    List<Col> columns = new ArrayList<>();
    fields.forEach((name, e) -> columns.add(Col.of(name, e.type(), e.nullable())));
    List<Row> rows = new ArrayList<>();
    for (Row row : in.rows()) {
      Row out = Row.of(row.time());
      fields.forEach((name, e) -> out.with(name, e.of(row)));
      rows.add(out);
    }
    return new Flow(id, columns, rows, in.timed(), in.key());
  }

  private static String names(List<Col> columns) {
    return columns.stream().map(Col::name).collect(Collectors.joining(", ", "[", "]"));
  }

  /** One row for each element of some list, or the input where it has none. */
  Flow unnest(Flow in) {
    List<Col> lists = in.columns().stream().filter(c -> c.type() instanceof Ty.ListOf).toList();
    if (lists.isEmpty()) {
      return select(in);
    }
    draft.cover("operator unnest");
    Col list = lists.get(random.nextInt(lists.size()));
    boolean keepEmpty = random.nextBoolean();
    String as = "el" + operators;
    String id = nextId();
    draft.operator(
        id,
        "    type: unnest\n    input: %s\n    list: %s\n    as: %s\n%s"
            .formatted(in.ref(), list.name(), as, keepEmpty ? "    keep-empty: true\n" : ""));
    List<Col> columns = new ArrayList<>(in.columns().stream().map(Col::plain).toList());
    columns.add(Col.of(as, ((Ty.ListOf) list.type()).element(), keepEmpty));
    List<Row> rows = new ArrayList<>();
    for (Row row : in.rows()) {
      List<?> elements = row.get(list.name()) instanceof List<?> some ? some : List.of();
      for (Object element : elements) {
        rows.add(new Row(new LinkedHashMap<>(row.values()), row.time()).with(as, element));
      }
      if (elements.isEmpty() && keepEmpty) {
        rows.add(new Row(new LinkedHashMap<>(row.values()), row.time()).with(as, null));
      }
    }
    return in.to(id, columns, rows);
  }

  Flow union(Flow left, Flow right) {
    draft.cover("operator union");
    String id = nextId();
    draft.operator(id, "    type: union\n    input: [%s, %s]\n".formatted(left.ref(), right.ref()));
    List<Col> columns =
        left.columns().equals(right.columns())
            ? left.columns()
            : left.columns().stream().map(Col::plain).toList();
    return new Flow(
        id,
        columns,
        Stream.concat(left.rows().stream(), right.rows().stream()).toList(),
        left.timed() && right.timed(),
        null);
  }

  /** The outputs of a route: two cases, and perhaps the rest. */
  List<Flow> route(Flow in) {
    draft.cover("operator route");
    ExprMaker expressions = new ExprMaker(random, in.columns());
    Expr first = expressions.condition(2);
    Expr second = expressions.condition(1);
    boolean otherwise = random.nextBoolean();
    String id = nextId();
    draft.operator(
        id,
        "    type: route\n    input: %s\n    cases:\n      one: %s\n      two: %s\n%s"
            .formatted(
                in.ref(),
                quoted(first.cel()),
                quoted(second.cel()),
                otherwise ? "    otherwise: rest\n" : ""));
    List<Row> ones = in.rows().stream().filter(first::holds).toList();
    List<Row> twos = in.rows().stream().filter(r -> !first.holds(r) && second.holds(r)).toList();
    List<Row> rest = in.rows().stream().filter(r -> !first.holds(r) && !second.holds(r)).toList();
    List<Flow> outputs = new ArrayList<>();
    outputs.add(in.to(id + ".one", in.columns(), ones));
    outputs.add(in.to(id + ".two", in.columns(), twos));
    if (otherwise) {
      outputs.add(in.to(id + ".rest", in.columns(), rest));
    }
    return outputs;
  }

  /** What fits into CSV. */
  Flow scalars(Flow in) {
    List<Col> kept = in.columns().stream().filter(c -> c.type().isScalar()).toList();
    if (kept.size() == in.columns().size()) {
      return in;
    }
    Map<String, Expr> fields = new LinkedHashMap<>();
    kept.forEach(c -> fields.put(c.name(), ExprMaker.field(c)));
    return only(in, fields);
  }

  /** What fits into a raw value: one field, and a key beside it where one is asked for. */
  Flow single(Flow in, @Nullable String key) {
    ExprMaker expressions = new ExprMaker(random, in.columns());
    Map<String, Expr> fields = new LinkedHashMap<>();
    if (key != null) {
      fields.put(key, ExprMaker.field(in.column(key)));
    }
    Expr value = expressions.of(random.nextBoolean() ? Scalar.STRING : Scalar.BYTES, 2);
    fields.put("payload", value);
    return only(in, fields);
  }
}
