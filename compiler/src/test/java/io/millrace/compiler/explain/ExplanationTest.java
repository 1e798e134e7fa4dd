package io.millrace.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
  @TempDir private Path directory;

  private Explanation explain(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("p.yaml"), yaml);
    CompileResult result =
        new PipelineCompiler().explain(new CompileRequest(List.of(file), directory, "explained"));
    assertThat(result.diagnostics()).allMatch(found -> !found.isError());
    return result.pipelines().get(0).explanation();
  }

  private static final String TOTALS =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: totals
      types:
        Order: { fields: { id: string, region: string, amount: double } }
      sources:
        orders:
          type: elements
          schema: Order
          rows: [{ id: a, region: eu, amount: 1.5 }]
      operators:
        by-region:
          type: aggregate
          input: orders
          uid: sums
          key: [region]
          measures: { total: sum(amount) }
        unread: { type: filter, input: orders, where: amount > 1.0 }
      sinks:
        out: { type: print, input: by-region }
      """;

  @Test
  void saysWhatIsKeptAndWhatRewritesChanged() throws IOException {
    assertThat(explain(TOTALS).text())
        .contains(
            """
            identities and state
              orders     uid orders
              by-region  uid sums
                         keeps the state of every key that it ever saw, for ever; to bound it: \
            `state: { ttl: 7d }` here or under `job`, or give it a window
              unread     uid unread
            """)
        .contains("→ ByRegion{region: string, total: double} upsert(region)")
        .contains(
            """
            rewrite dead nodes: no row of these nodes reaches a sink
              - filter unread
            """)
        .contains("rewrite projection: fields that nothing reads are not decoded, sent or kept\n")
        .contains("    + → Order{region: string, amount: double} append\n");
  }

  private static final String EVENTS =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: events
      types:
        Bid: { fields: { auction: int, price: int, channel: string } }
        Event: { fields: { bid: Bid? } }
      sources:
        events: { type: file, path: /data/events, format: json, schema: Event }
      operators:
        bid-events: { type: filter, input: events, where: has(bid) }
        bids: { type: select, input: bid-events, from: bid }
        prices: { type: select, input: bids, keep: [price] }
      sinks:
        out: { type: print, input: prices }
      """;

  @Test
  void saysWhatIsFusedAndWhatIsReadOfRecordsInFields() throws IOException {
    assertThat(explain(EVENTS).text())
        .endsWith(
            """
            rewrite projection: fields that nothing reads are not decoded, sent or kept
                file-source events
                + decodes of Bid: price
                select bids
                - field auction = row.bid.auction
                - field channel = row.bid.channel
                - → Bids{auction: int, price: int, channel: string} append
                + → Bids{price: int} append

            rewrite constant folding: nothing to do

            rewrite fusion: filters and selects in a row are one operator, without rows between them
                filter bid-events
                + fused into prices
                select bids
                + fused into prices
                select prices
                + fused bid-events -> bids -> prices

            rewrite push-down: nothing to do

            rewrite common expressions: nothing to do

            rewrite key reuse: nothing to do

            rewrite pre-aggregation: nothing to do

            rewrite slice sharing: nothing to do
            """);
  }

  private static final String WINDOWS =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: windows
      types:
        Bid: { fields: { auction: int, price: double, channel: string, at: timestamp } }
      sources:
        bids:
          type: file
          path: /data/bids
          format: json
          schema: Bid
          time: { field: at }
      operators:
        cents: { type: select, input: bids, keep: [auction, price, at], fields: { text: channel.upperAscii() } }
        dear: { type: filter, input: cents, where: price > 1.0 }
        counts:
          type: aggregate
          input: dear
          key: [text]
          window: { type: tumbling, size: 10s }
          measures: { bids: count(), highest: max(price) }
        best: { type: top-n, input: dear, key: [auction], order-by: { desc: price }, limit: 3, state: { ttl: 1d } }
      sinks:
        out: { type: print, input: counts }
        ranked: { type: print, input: best }
      """;

  @Test
  void saysWhatIsPushedDownAndWhatIsDoneAheadOfTheNetwork() throws IOException {
    String text = explain(WINDOWS).text();
    assertThat(text)
        .contains(
            """
            rewrite push-down: columns that a filter does not read are computed for rows that pass it
                select cents
                + computes text of rows that pass dear
            """)
        .contains(
            """
            rewrite pre-aggregation: each subtask sends on less of what it reads, and the results are the same
                aggregate counts
                + two-phase
                top-n best
                + leaves out rows ahead of the network
            """);
    String off = "job: { rewrites: { push-down: false, pre-aggregation: false } }\n";
    assertThat(explain(WINDOWS + off).text())
        .contains("rewrite push-down: switched off under `job.rewrites`\n")
        .contains("rewrite pre-aggregation: switched off under `job.rewrites`\n")
        .doesNotContain("two-phase", "of rows that pass", "leaves out rows");
  }

  @Test
  void saysWhatIsSwitchedOff() throws IOException {
    String off = "job: { rewrites: { projection: false, fusion: false } }\n";
    assertThat(explain(EVENTS + off).text())
        .endsWith(
            """
            rewrite projection: switched off under `job.rewrites`

            rewrite constant folding: nothing to do

            rewrite fusion: switched off under `job.rewrites`

            rewrite push-down: nothing to do

            rewrite common expressions: nothing to do

            rewrite key reuse: nothing to do

            rewrite pre-aggregation: nothing to do

            rewrite slice sharing: nothing to do
            """);
  }

  @Test
  void drawsNodesAndWhatFlowsBetweenThem() throws IOException {
    Explanation explanation = explain(TOTALS);

    assertThat(explanation.mermaid())
        .isEqualTo(
            """
            flowchart LR
              n0(["orders<br/><small>elements source</small>"])
              n1["by-region<br/><small>aggregate</small>"]
              n2[["out<br/><small>print sink</small>"]]
              n0 -->|"Order"| n1
              n1 -->|"ByRegion upsert(region)"| n2
            """);
    assertThat(explanation.dot())
        .startsWith("digraph \"totals\" {\n")
        .contains("  \"orders\" [label=\"orders\\nelements source\", shape=ellipse];\n")
        .contains("  \"by-region\" -> \"out\" [label=\"ByRegion upsert(region)\"];\n")
        .endsWith("}\n");
  }

  @Test
  void followsFieldsFromSourcesToSinks() throws IOException {
    String yaml =
        """
        apiVersion: millrace/v1
        kind: Pipeline
        name: flow
        job: { state: { ttl: 1d } }
        types:
          Order: { fields: { id: string, region: string, amount: double, at: timestamp, items: "list<string>" } }
          Region: { fields: { region: string, country: string } }
        sources:
          orders: { type: elements, schema: Order, rows: [] }
          regions: { type: elements, schema: Region, rows: [] }
        operators:
          items: { type: unnest, input: orders, list: items, as: item }
          net: { type: select, input: items, fields: { id: id, region: region, net: amount * 0.8, item: item } }
          large: { type: filter, input: net, where: net > 1.0 }
          located:
            type: join
            kind: inner
            left: large
            right: regions
            on: { region: region }
            fields: { id: left.id, net: left.net, country: right.country, item: left.item }
          per-country:
            type: aggregate
            input: located
            key: [country]
            measures: { sum: "sum_if(net, item != '')", n: count() }
          watch:
            type: process
            input: large
            key: [region]
            state:
              seen: { type: value, of: double, initial: 0.0 }
              before: { type: value, of: double }
            on-event:
              - { set: { seen: state.seen + net, before: state.seen } }
              - { when: has(state.before), emit: { region: region, total: state.before.orValue(0.0) } }
        sinks:
          out: { type: print, input: per-country }
          alerts: { type: print, input: watch }
        """;

    assertThat(explain(yaml).text())
        .contains(
            """
            lineage
              out.country ← regions.country
              out.sum ← orders.amount through net: amount * 0.8; per-country: sum_if(net, item != '')
              out.sum ← orders.items through items: items; per-country: sum_if(net, item != '')
              out.n ← no field
              alerts.region ← orders.region
              alerts.total ← orders.amount through net: amount * 0.8; watch: state.before.orValue(0.0)
            """);
  }

  @Test
  void explainsEveryGoldenCase() {
    for (GoldenCase golden : GoldenCase.all("valid")) {
      for (CompiledPipeline pipeline :
          new PipelineCompiler().explain(golden.request()).pipelines()) {
        Explanation explanation = pipeline.explanation();
        assertThat(explanation.text()).as(golden.name()).contains("\nlineage\n");
        assertThat(explanation.mermaid().lines().filter(line -> line.contains("-->")))
            .as(golden.name())
            .hasSize(
                (int) explanation.dot().lines().filter(line -> line.contains("\" -> \"")).count())
            .allMatch(line -> line.matches("  n\\d+ -->\\|\"[^\"]*\"\\| n\\d+"));
      }
    }
  }
}
