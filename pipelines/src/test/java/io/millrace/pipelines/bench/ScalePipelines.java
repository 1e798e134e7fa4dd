package io.millrace.pipelines.bench;

/** The pipelines of {@link ScaleBenchmark} and {@link LatencyBenchmark}. */
final class ScalePipelines {
  private static final String HEAD =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: scale
      job: { parallelism: %d, checkpoint: { interval: 10s }%s }
      parameters:
        brokers: { type: string, default: "localhost:9092" }
      connections:
        main: { type: kafka, bootstrap-servers: "${brokers}" }
      sources:
        events:
          type: kafka
          connection: main
          topic: events
          format: json
          schema: { key: int, value: int, at: { type: timestamp, form: millis } }
          time: { field: at, max-out-of-orderness: 0s }
      operators:
      """;

  private ScalePipelines() {}

  /** A count and a sum per key that are sent with each event: one read and one write of state. */
  static String runningTotals(int parallelism) {
    return HEAD.formatted(parallelism, "")
        + """
            totals: { type: aggregate, input: events, key: [key], measures: { n: count(), total: sum(value) } }
          sinks:
            out: { type: kafka, connection: main, input: totals, topic: totals, format: json }
          """;
  }

  /** Windows of so many minutes, every minute: each event is in that many of them. */
  static String slidingWindows(int minutes) {
    return HEAD.formatted(1, "")
        + """
            totals:
              type: aggregate
              input: events
              key: [key]
              window: { type: sliding, size: %dm, slide: 1m }
              measures: { from: window.start, n: count(), total: sum(value) }
          sinks:
            out: { type: kafka, connection: main, input: totals, topic: totals, format: json }
          """
            .formatted(minutes);
  }

  /** So many nodes without state in a row, every second one a filter that all rows pass. */
  static String chain(int nodes, boolean fused) {
    StringBuilder text =
        new StringBuilder(HEAD.formatted(1, fused ? "" : ", rewrites: { fusion: false }"));
    String input = "events";
    for (int i = 1; i <= nodes; i++) {
      String node = "step-" + i;
      text.append(
          i % 2 == 1
              ? "  %s: { type: select, input: %s, keep: [key, at], fields: { value: value + %d } }%n"
                  .formatted(node, input, i)
              : "  %s: { type: filter, input: %s, where: value > %d }%n"
                  .formatted(node, input, -i));
      input = node;
    }
    return text
        + """
          sinks:
            out: { type: kafka, connection: main, input: %s, topic: totals, format: json }
          """
            .formatted(input);
  }

  /**
   * One filter and one select between two topics.
   *
   * @param delivery {@code at-least-once}, {@code exactly-once}
   */
  static String between(String delivery, String interval) {
    return HEAD.formatted(1, "").replace("interval: 10s", "interval: " + interval)
        + """
            some: { type: filter, input: events, where: value >= 0 }
            shown: { type: select, input: some, keep: [key, value], fields: { sent: at } }
          sinks:
            out:
              type: kafka
              connection: main
              input: shown
              topic: totals
              format: json
              delivery: %s
          """
            .formatted(delivery);
  }
}
