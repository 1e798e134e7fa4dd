package io.millrace.compiler.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pipelines in plenty, with every type of node, no two of them equal in an expression's text. */
final class GeneratedRepository {
  private static final List<String> CONDITIONS =
      List.of(
          "amount - discount.orValue(0.0) > param.limit + %d.0 && has(note)",
          "region.startsWith('r%d') || amount > param.limit",
          "size(items) > %d && items.exists(item, item.price > 1.0)",
          "has(note) && note.contains('n%d') && !has(discount)",
          "amount * 1.5 > %d.25 ? region in ['eu', 'us'] : attributes.size() > 0");

  private static final List<String> MEASURES =
      List.of(
          "sum(amount) / double(count() + %d)",
          "max(amount) - min(amount) + %d.0",
          "sum(amount * %d.5)",
          "avg(amount - %d.0)",
          "double(count_if(amount > %d.0)) / double(count())");

  private static final String TEMPLATE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: pipeline-{i}
      parameters:
        brokers: { type: string, default: localhost:9092 }
        limit: { type: double, default: {i}.5 }
      connections:
        main: { type: kafka, bootstrap-servers: "${brokers}" }
      types:
        Item: { fields: { sku: string, price: double, tags: list<string> } }
        Order:
          fields:
            id: string
            region: string
            at: { type: timestamp, form: millis }
            amount: double
            note: string?
            discount: double?
            items: list<Item>
            attributes: map<string, string>
      job: { parallelism: 2, state: { ttl: 7d } }
      windows:
        shared: { type: tumbling, size: {minutes}m, allowed-lateness: 10s }
      sources:
        orders:
          type: kafka
          connection: main
          topic: orders-{i}
          format: json
          schema: Order
          time: { field: at, max-out-of-orderness: 5s, idle-after: 30s }
          on-error: { dead-letter: rejects }
        archive:
          type: file
          path: /data/orders-{i}
          format: { type: csv, delimiter: ";", header: true }
          schema: { id: string, amount: double, at: timestamp }
          time: { field: at, max-out-of-orderness: 1h }
        samples:
          type: elements
          schema: Order
          time: { field: at }
          rows:
            - { id: s{i}, region: eu, at: 1767225600000, amount: 12.5, items: [{ sku: a, price: 1.5, tags: [x] }], attributes: { k: v } }
        ticks: { type: datagen, fields: { n: index, third: index % 3 == 0, label: "'tick {i} ' + string(index)" }, count: 1000, rate: 100 }
      operators:
        all-orders: { type: union, input: [orders, samples] }
        large: { type: filter, input: all-orders, where: "{condition}" }
        by-region:
          type: route
          input: large
          cases: { eu: region == 'eu{i}', us: region.startsWith('us{i}') }
          otherwise: others
        lines: { type: unnest, input: by-region.eu, list: items, as: item }
        prices: { type: select, input: lines, fields: { sku: item.sku, price: item.price * {i}.5, first_tag: "size(item.tags) > 0 ? item.tags[0] : 't{i}'" } }
        slim: { type: select, input: [by-region.us, by-region.others], keep: [id, region, amount, at], rename: { country: region } }
        totals:
          type: aggregate
          input: large
          key: [region]
          window: shared
          measures: { from: window.start, orders: count(), figure: "{measure}", best: max(discount) }
          having: figure > {i}.0
        sliding:
          type: aggregate
          input: archive
          key: { hour: at.getHours() }
          window: { type: sliding, size: 10m, slide: 5m }
          measures: { average: avg(amount), ids: count_distinct(id), more: "{measure}" }
        visits: { type: aggregate, input: archive, key: [id], window: { type: session, gap: 30m }, measures: { n: count(), large: count_if(amount > {i}.0) } }
        running: { type: aggregate, input: ticks, key: [third], measures: { n: count(), sum: sum(n + {i}) } }
      sinks:
        prices-out: { type: kafka, connection: main, input: prices, topic: prices-{i}, key: sku, format: json }
        slim-files: { type: file, input: slim, directory: /data/out-{i}, format: { type: csv, header: true } }
        totals-out: { type: kafka, connection: main, input: totals, topic: totals-{i}, key: [region, from], format: json }
        late: { type: print, input: totals.late }
        averages: { type: print, input: sliding }
        sessions: { type: kafka, connection: main, input: visits, topic: visits-{i}, format: csv }
        counts: { type: kafka, connection: main, input: running, topic: counts-{i}, key: third, format: json }
        rejects: { type: kafka, connection: main, topic: rejects-{i}, format: raw }
      """;

  private GeneratedRepository() {}

  /** Arguments: a directory, which is created, and how many pipelines to write. */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    int count = Integer.parseInt(args[1]);
    for (int i = 0; i < count; i++) {
      Files.writeString(directory.resolve("pipeline-%03d.yaml".formatted(i)), text(i));
    }
  }

  static String text(int i) {
    return TEMPLATE
        .replace("{condition}", CONDITIONS.get(i % CONDITIONS.size()).formatted(i))
        .replace("{measure}", MEASURES.get(i / 5 % MEASURES.size()).formatted(i))
        .replace("{minutes}", Integer.toString(1 + i % 59))
        .replace("{i}", Integer.toString(i));
  }
}
