package io.millrace.pipelines.oracle;

import io.millrace.pipelines.oracle.Ty.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A whole number that has no value for some rows, and what its node does with these.
 *
 * @param cel the expression, once more for the rows for which it has one
 * @param fails whether it has no value for a row
 */
record Risk(Expr cel, Predicate<Row> fails) {
  /** One over the columns; the first is the one that is always there. */
  static Risk of(Random random, List<Col> columns) {
    List<Risk> risks = new ArrayList<>();
    risks.add(
        new Risk(
            new Expr("100 / n", Scalar.INT, false, r -> 100 / (Long) r.get("n")),
            r -> (Long) r.get("n") == 0));
    for (Col column : columns) {
      String name = column.name();
      if (column.nullable()) {
        continue;
      }
      if (column.type() instanceof Ty.ListOf list && list.element() == Scalar.INT) {
        risks.add(
            new Risk(
                new Expr(name + "[0]", Scalar.INT, false, r -> ((List<?>) r.get(name)).get(0)),
                r -> ((List<?>) r.get(name)).isEmpty()));
      } else if (column.type() instanceof Ty.MapOf map && map.value() == Scalar.DOUBLE) {
        risks.add(
            new Risk(
                new Expr(
                    "int(" + name + "['x'])",
                    Scalar.INT,
                    false,
                    r -> ((Double) ((Map<?, ?>) r.get(name)).get("x")).longValue()),
                r -> !((Map<?, ?>) r.get(name)).containsKey("x")));
      }
    }
    return risks.get(random.nextInt(risks.size()));
  }

  /** The policy in the YAML; the rows that fail are sent to a sink of their own, if to one. */
  String policy(Draft draft, String id, String policy, Flow in) {
    if (policy.equals("skip")) {
      return "    on-error: skip\n";
    }
    String topic = draft.topic(id + "-bad");
    draft.useKafka();
    draft.sink(
        id + "-bad",
        "    type: kafka\n    connection: main\n    topic: %s\n    format: raw\n".formatted(topic));
    draft.deadLetters(
        GeneratedPipeline.DeadLetters.ofOperator(
            topic, id, in.rows().stream().filter(fails).toList(), in.columns()));
    return "    on-error: { dead-letter: %s-bad }\n".formatted(id);
  }

  /** The rows for which it has a value. */
  Flow sound(Flow in) {
    return in.to(in.ref(), in.columns(), in.rows().stream().filter(fails.negate()).toList());
  }
}
