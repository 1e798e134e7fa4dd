package io.millrace.pipelines.oracle;

import io.millrace.pipelines.oracle.Ty.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes pipelines from a number: the same ones every time. Kinds of nodes, formats and policies
 * take turns, so that a few dozen pipelines have all of them; the rest is chance.
 */
final class PipelineMaker {
  private static final List<String> FORMATS = List.of("json", "csv", "raw");
  private static final List<String> POLICIES = List.of("fail", "skip", "dead-letter");

  private final int index;
  private final Random random;
  private final Set<String> covered;
  private final Draft draft;
  private final SourceMaker sources;
  private final OperatorMaker operators;
  private final AggregateMaker aggregates;
  private int sinks;

  private PipelineMaker(int index, boolean meantToFail, Set<String> covered) {
    this.index = index;
    this.random = new Random(index * 7919L + 17);
    this.covered = covered;
    this.draft = new Draft("generated-" + index, meantToFail, covered);
    this.sources = new SourceMaker(index, random, draft);
    this.operators = new OperatorMaker(random, draft);
    this.aggregates = new AggregateMaker(random, draft, operators);
  }

  /**
   * The pipeline of a number.
   *
   * @param covered gets what it has: {@code operator filter}, {@code kafka json skip}, …
   */
  static GeneratedPipeline make(int index, Set<String> covered) {
    return new PipelineMaker(index, false, covered).make();
  }

  /** One whose source has a record that fails the job. */
  static GeneratedPipeline failing(int index, Set<String> covered) {
    return new PipelineMaker(index, true, covered).make();
  }

  private GeneratedPipeline make() {
    Flow flow = source();
    String forced = List.of("filter", "select", "unnest", "route", "aggregate").get(index / 2 % 5);
    int steps = 1 + random.nextInt(2);
    for (int i = 0; i < steps; i++) {
      flow = step(List.of("filter", "select", "unnest").get(random.nextInt(3)), flow);
    }
    flow = step(forced, flow);
    boolean counted = flow.columns().stream().anyMatch(c -> c.name().equals("n") && !c.nullable());
    if (!flow.updates() && counted && index % 3 == 1) {
      // Once more round the rows that an expression has no value for.
      String policy = List.of("skip", "dead-letter").get(index / 3 % 2);
      flow =
          switch (index / 6 % 3) {
            case 0 -> operators.risky(flow, "filter", policy);
            case 1 -> operators.risky(flow, "select", policy);
            default -> aggregate(flow, policy);
          };
    }
    if (!flow.updates() && random.nextInt(3) > 0) {
      flow = step("aggregate", flow);
    }
    if (!flow.updates() && random.nextBoolean()) {
      flow = step(random.nextBoolean() ? "filter" : "select", flow);
    }
    sink(flow);
    return draft.finish(job());
  }

  private String job() {
    boolean batch =
        index % 7 == 0 && draft.finish("").topics().isEmpty() && !draft.finish("").usesKafka();
    draft.cover(batch ? "mode batch" : "mode streaming");
    return """
    job:
      parallelism: %d
      mode: %s
      checkpoint: { interval: 300ms }
      state: { backend: %s, ttl: 7d }
    """
        .formatted(
            1 + index % 2, batch ? "batch" : "streaming", index % 3 == 0 ? "rocksdb" : "hashmap");
  }

  private Flow source() {
    int turn = index / 2;
    if (draft.isMeantToFail() || index % 2 == 0) {
      String kind = draft.isMeantToFail() && index % 3 == 1 ? "file" : "kafka";
      return decoded(
          kind,
          draft.isMeantToFail() ? "json" : FORMATS.get(turn % 3),
          draft.isMeantToFail() ? "fail" : POLICIES.get(turn / 3 % 3));
    }
    return switch (turn % 4) {
      case 0, 2 ->
          decoded("file", FORMATS.get(turn / 2 % 3), POLICIES.get((turn / 2 + turn / 6) % 3));
      case 1 -> decoded("elements", "json", "fail");
      default -> {
        Flow generated = sources.datagen(index % 4 == 3);
        yield generated;
      }
    };
  }

  private Flow decoded(String kind, String format, String policy) {
    boolean timed = format.equals("raw") ? kind.equals("kafka") : random.nextInt(5) > 0;
    List<Col> columns = sources.columns(format, timed);
    sources.declareNested(columns);
    String type = sources.declare(columns);
    Flow flow = sources.make(kind, format, policy, timed, type, columns);
    if (format.equals("raw")) {
      return parsed(flow);
    }
    if (!draft.isMeantToFail() && random.nextInt(3) == 0) {
      // Of the same type, or of one that only looks alike.
      String other = random.nextBoolean() ? type : "";
      Flow more = sources.make("elements", "json", "fail", timed, other, columns);
      Flow united = operators.union(flow, more);
      if (other.isEmpty()) {
        flow =
            new Flow(
                united.ref(),
                united.columns().stream().map(Col::plain).toList(),
                united.rows(),
                united.timed(),
                null);
      } else {
        flow = united;
      }
    }
    return flow;
  }

  /** Fields from a raw line. */
  private Flow parsed(Flow raw) {
    Map<String, Expr> fields = new LinkedHashMap<>();
    boolean bytes = raw.column("line").type() == Scalar.BYTES;
    Expr text =
        bytes
            ? new Expr("string(line)", Scalar.STRING, false, r -> text((byte[]) r.get("line")))
            : ExprMaker.field(raw.column("line"));
    fields.put("id", new Expr("size(line)", Scalar.INT, false, r -> size(r.get("line"))));
    fields.put("k", text);
    fields.put(
        "n",
        new Expr(
            "size(" + text.cel() + ") - 3",
            Scalar.INT,
            false,
            r -> String.valueOf(text.of(r)).length() - 3L));
    return operators.only(raw, fields);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static long size(@Nullable Object line) {
    return line instanceof byte[] bytes ? bytes.length : String.valueOf(line).length();
  }

  private Flow step(String kind, Flow in) {
    return switch (kind) {
      case "filter" -> operators.filter(in);
      case "select" -> operators.select(in);
      case "unnest" -> operators.unnest(in);
      case "route" -> {
        List<Flow> outputs = operators.route(in);
        sink(outputs.get(1));
        yield outputs.size() > 2 ? operators.union(outputs.get(0), outputs.get(2)) : outputs.get(0);
      }
      default -> aggregate(in, null);
    };
  }

  private Flow aggregate(Flow in, @Nullable String policy) {
    List<String> windows = List.of("tumbling", "sliding", "session", "running");
    String window = windows.get((index + index / 10) % 4);
    return aggregates.aggregate(
        in, in.timed() && !window.equals("running") ? window : null, policy, covered);
  }

  private void sink(Flow in) {
    String id = "out" + ++sinks;
    int turn = index / 2 + sinks;
    boolean local = index % 2 == 1 && index % 5 != 0;
    String kind =
        in.updates()
            ? (local ? "print" : "kafka")
            : local
                ? List.of("print", "file").get(turn % 2)
                : List.of("kafka", "kafka", "file").get(turn % 3);
    String format = kind.equals("print") ? "json" : FORMATS.get(turn % (in.updates() ? 2 : 3));
    String key = kind.equals("kafka") && !in.updates() ? key(in) : null;
    Flow flow = in;
    if (format.equals("csv")) {
      flow = operators.scalars(in);
    } else if (format.equals("raw")) {
      flow = operators.single(in, key);
    }
    if (in.updates() && in.key().size() == 1 && !in.column(in.key().get(0)).nullable()) {
      key = kind.equals("kafka") ? in.key().get(0) : null;
    }
    char delimiter = index % 3 == 0 ? '|' : ',';
    boolean header = kind.equals("file") && format.equals("csv") && index % 4 < 2;
    draft.cover("sink " + kind);
    draft.cover("format " + format + " written");
    String formatText =
        format.equals("csv")
            ? "{ type: csv, delimiter: \"%s\"%s }"
                .formatted(delimiter, header ? ", header: true" : "")
            : format;
    switch (kind) {
      case "kafka" -> {
        draft.useKafka();
        String delivery =
            List.of("exactly-once", "at-least-once", "none")
                .get(in.updates() ? 0 : (index / 4 + sinks) % 3);
        draft.cover("delivery " + delivery);
        draft.sink(
            id,
            "    type: kafka\n    connection: main\n    input: %s\n    topic: %s\n%s    format: %s\n    delivery: %s\n"
                .formatted(
                    flow.ref(),
                    draft.topic(id),
                    key == null || in.updates() ? "" : "    key: " + key + "\n",
                    formatText,
                    delivery));
      }
      case "file" ->
          draft.sink(
              id,
              "    type: file\n    input: %s\n    directory: \"${dir}/%s\"\n    format: %s\n"
                  .formatted(flow.ref(), id, formatText));
      default -> {
        id = "generated-" + index + "-" + id;
        draft.sink(id, "    type: print\n    input: %s\n".formatted(flow.ref()));
      }
    }
    String place = kind.equals("kafka") ? draft.topic(id) : id;
    draft.outlet(new Outlet(kind, format, delimiter, header, place, key, flow));
  }

  private @Nullable String key(Flow in) {
    List<Col> fitting =
        in.columns().stream()
            .filter(c -> !c.nullable() && (c.type() == Scalar.STRING || c.type() == Scalar.INT))
            .toList();
    return fitting.isEmpty() || random.nextInt(3) == 0
        ? null
        : fitting.get(random.nextInt(fitting.size())).name();
  }
}
