package io.millrace.local.bench;

import io.millrace.local.compile.GeneratedClasses;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * The generated functions of a pipeline without state, Kafka JSON to Kafka JSON, and documents for
 * them. Reflection ends with {@link #load}: what is measured are the calls that Flink makes.
 */
final class StatelessPath implements AutoCloseable {
  static final int DOCUMENTS = 1024;

  private static final String PIPELINE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: stateless
      job:
        rewrites: { fusion: false } # each function is called by itself
      parameters:
        threshold: { type: double, default: 500.0 }
      connections:
        main: { type: kafka, bootstrap-servers: "localhost:9092" }
      sources:
        payments:
          type: kafka
          connection: main
          topic: payments
          format: json
          schema:
            account: string
            amount: double
            at: { type: timestamp, form: millis }
            country: string
            attempts: int
            note: string?
            discount: double?
      operators:
        large:
          type: filter
          input: payments
          where: >
            amount - discount.orValue(0.0) > param.threshold
            && country in ['DE', 'FR', 'NL'] && attempts < 4
        shown:
          type: select
          input: large
          fields:
            account: account
            at: at
            hour: at.getHours()
            gross: amount * 1.19
            note: note
      sinks:
        alerts: { type: kafka, connection: main, input: shown, topic: alerts, format: json }
      """;

  private final GeneratedClasses classes;
  private final RecordDecoder<Object> decoder;
  private final FilterFunction<Object> filter;
  private final MapFunction<Object, Object> select;
  private final RecordEncoder<Object> encoder;
  private final byte[][] documents = new byte[DOCUMENTS][];

  @SuppressWarnings("unchecked") // the generated classes have no names here
  private StatelessPath(GeneratedClasses classes) {
    this.classes = classes;
    decoder = (RecordDecoder<Object>) classes.create("PaymentsDecoder");
    filter = (FilterFunction<Object>) classes.createNested("LargeFilter", 500.0);
    select = (MapFunction<Object, Object>) classes.createNested("ShownSelect");
    encoder = (RecordEncoder<Object>) classes.create("AlertsEncoder");
    for (int i = 0; i < DOCUMENTS; i++) {
      documents[i] = document(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  static StatelessPath load() {
    return new StatelessPath(GeneratedClasses.of(PIPELINE));
  }

  /** Every second one passes the filter; fields that the pipeline does not have are among them. */
  private static String document(int i) {
    return """
        {"account":"acc-%07d","amount":%s,"at":%d,"country":"%s","attempts":%d,%s\
        "merchant":{"id":%d,"tags":["a","b \\"c\\""]}}"""
        .formatted(
            i * 7919,
            i % 2 == 0 ? 600 + i / 100.0 : i / 100.0,
            1_767_225_600_123L + 1000L * i,
            List.of("DE", "FR", "NL").get(i % 3),
            i % 4,
            i % 5 == 0 ? "" : "\"note\":\"Grüße, %d\",\"discount\":0.25,".formatted(i),
            i);
  }

  byte[] document(int[] cursor) {
    return documents[cursor[0]++ & (DOCUMENTS - 1)];
  }

  Object decode(byte[] document) {
    try {
      return decoder.decode(document, 0, document.length);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean passes(Object row) {
    try {
      return filter.filter(row);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Object select(Object row) {
    try {
      return select.map(row);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] encode(Object row) {
    return encoder.encode(row);
  }

  List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    for (byte[] document : documents) {
      rows.add(decode(document));
    }
    return rows;
  }

  /**
   * Bytes a row, computed: what a step has to allocate.
   *
   * @param decoded the rows out of the source, with their strings
   * @param selected those out of {@code select}, of the rows that pass; they share their strings
   * @param encoded the array that goes to the producer, of the rows that pass
   */
  record Needed(double decoded, double selected, double encoded) {}

  Needed needed() {
    long decoded = 0;
    long selected = 0;
    long encoded = 0;
    for (Object row : rows()) {
      decoded += HeapSize.withStrings((Record) row);
      if (passes(row)) {
        Object result = select(row);
        selected += HeapSize.shallow(result.getClass());
        encoded += HeapSize.ofBytes(encode(result).length);
      }
    }
    return new Needed(
        (double) decoded / DOCUMENTS, (double) selected / DOCUMENTS, (double) encoded / DOCUMENTS);
  }

  @Override
  public void close() {
    classes.close();
  }
}
