package io.millrace.pipelines.oracle;

import io.millrace.pipelines.oracle.Ty.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random measures: aggregate functions and small expressions over them. */
final class MeasureMaker {
  private static final List<String> FUNCTIONS =
      List.of("count", "sum", "avg", "min", "max", "first", "last", "count_distinct");

  private final Random random;
  private final List<Col> columns;
  private final ExprMaker expressions;
  private final boolean timed;
  private final Set<String> covered;
  private int next;

  /**
   * @param timed whether rows have event time, without which first and last depend on chance
   * @param covered gets the names of the functions that are used
   */
  MeasureMaker(Random random, List<Col> columns, boolean timed, Set<String> covered) {
    this.random = random;
    this.columns = columns;
    this.expressions = new ExprMaker(random, columns);
    this.timed = timed;
    this.covered = covered;
    this.next = random.nextInt(FUNCTIONS.size());
  }

  /**
   * @param suffix makes their names different from those of other nodes
   */
  List<Measure> some(boolean windowed, String suffix) {
    List<Measure> measures = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      measures.add(one("m" + i + suffix));
    }
    if (windowed) {
      measures.add(
          new Measure(
              "w0" + suffix, "window.start", Scalar.TIMESTAMP, false, g -> g.start() * 1000));
      measures.add(
          new Measure("w1" + suffix, "window.end", Scalar.TIMESTAMP, false, g -> g.end() * 1000));
    }
    if (random.nextBoolean()) {
      Measure sum = call("sum", expressions.of(Scalar.INT, 1), null, "share" + suffix);
      measures.add(
          new Measure(
              "share" + suffix,
              "double(" + sum.cel() + ") / double(count())",
              Scalar.DOUBLE,
              false,
              g -> (double) (Long) Objects.requireNonNull(sum.value().apply(g)) / g.rows().size()));
    }
    return measures;
  }

  private Measure one(String name) {
    String function = FUNCTIONS.get(next++ % FUNCTIONS.size());
    if (!timed && (function.equals("first") || function.equals("last"))) {
      function = "max";
    }
    covered.add(function);
    Expr condition = random.nextInt(3) == 0 ? expressions.condition(1) : null;
    if (condition != null) {
      covered.add("_if");
    }
    if (function.equals("count") && random.nextBoolean()) {
      return call(function, null, condition, name);
    }
    return call(function, argument(function), condition, name);
  }

  private Expr argument(String function) {
    List<Scalar> types =
        switch (function) {
          case "sum", "avg" -> List.of(Scalar.INT, Scalar.DOUBLE);
          case "min", "max" ->
              List.of(Scalar.INT, Scalar.DOUBLE, Scalar.STRING, Scalar.TIMESTAMP, Scalar.DURATION);
          case "count_distinct" ->
              List.of(Scalar.BOOL, Scalar.INT, Scalar.STRING, Scalar.TIMESTAMP, Scalar.DURATION);
          default -> List.of(Scalar.values());
        };
    List<Col> optional =
        columns.stream().filter(c -> c.nullable() && types.contains(c.type())).toList();
    if (!optional.isEmpty() && random.nextBoolean()) {
      return ExprMaker.field(optional.get(random.nextInt(optional.size())));
    }
    return expressions.of(types.get(random.nextInt(types.size())), 1 + random.nextInt(2));
  }

  private static Measure call(
      String function, @Nullable Expr argument, @Nullable Expr condition, String name) {
    List<String> arguments =
        Stream.of(argument, condition).filter(Objects::nonNull).map(Expr::cel).toList();
    String cel =
        function + (condition == null ? "" : "_if") + "(" + String.join(", ", arguments) + ")";
    Predicate<Row> counts = row -> (condition == null || condition.holds(row));
    boolean mayBeEmpty = condition != null || (argument != null && argument.nullable());
    Function<Measure.Group, List<Object>> values =
        group ->
            group.rows().stream()
                .filter(counts)
                .map(r -> argument == null ? (Object) true : argument.of(r))
                .filter(Objects::nonNull)
                .toList();
    Ty of = argument == null ? Scalar.BOOL : argument.type();
    return switch (function) {
      case "count" -> new Measure(name, cel, Scalar.INT, false, g -> (long) values.apply(g).size());
      case "count_distinct" ->
          new Measure(
              name, cel, Scalar.INT, false, g -> (long) new HashSet<>(values.apply(g)).size());
      case "sum" -> new Measure(name, cel, of, false, g -> sum(of, values.apply(g)));
      case "avg" ->
          new Measure(
              name,
              cel,
              Scalar.DOUBLE,
              mayBeEmpty,
              g -> {
                List<Object> v = values.apply(g);
                return v.isEmpty() ? null : ((Number) sum(of, v)).doubleValue() / v.size();
              });
      case "min", "max" ->
          new Measure(
              name, cel, of, mayBeEmpty, g -> best(values.apply(g), function.equals("max")));
      default ->
          new Measure(
              name,
              cel,
              of,
              mayBeEmpty,
              g -> {
                List<Object> v = values.apply(g);
                return v.isEmpty() ? null : v.get(function.equals("first") ? 0 : v.size() - 1);
              });
    };
  }

  private static Object sum(Ty type, List<Object> values) {
    return type == Scalar.INT
        ? (Object) values.stream().mapToLong(v -> (Long) v).sum()
        : (Object) values.stream().mapToDouble(v -> (Double) v).sum();
  }

  @SuppressWarnings("unchecked") // All values are of one comparable type.
  private static @Nullable Object best(List<Object> values, boolean max) {
    Comparator<Object> order = (a, b) -> ((Comparable<Object>) a).compareTo(b);
    return values.stream().max(max ? order : order.reversed()).orElse(null);
  }
}
