package io.millrace.local.bench;

import io.millrace.local.compile.GeneratedClasses;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Bids of Nexmark in about 300 bytes of JSON each, and the generated classes that read them. */
final class Bids implements AutoCloseable {
  static final int DOCUMENTS = 1024;

  private static final String BID =
      "auction: int, bidder: int, price: int, channel: string, url: string,"
          + " dateTime: timestamp, extra: string";

  private static final String PIPELINE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: bids
      connections:
        main: { type: kafka, bootstrap-servers: "localhost:9092" }
      types:
        Person: { fields: { id: int, name: string } }
        Auction: { fields: { id: int, seller: int } }
        Bid: { fields: { %s } }
        Event: { fields: { person: Person?, auction: Auction?, bid: Bid? } }
        Person2: { fields: { id: int, name: string } }
        Auction2: { fields: { id: int, seller: int } }
        Bid2: { fields: { %s } }
        Event2: { fields: { person: Person2?, auction: Auction2?, bid: Bid2? } }
        Bid3: { fields: { %s } }
        Event3: { fields: { person: Person2?, auction: Auction2?, bid: Bid3? } }
      sources:
        all: { type: kafka, connection: main, topic: t, format: json, schema: Event }
        all-fast:
          type: kafka
          connection: main
          topic: t
          format: { type: json, mode: fast }
          schema: Event
        two: { type: kafka, connection: main, topic: t, format: json, schema: Event2 }
        two-fast:
          type: kafka
          connection: main
          topic: t
          format: { type: json, mode: fast }
          schema: Event3
        lines: { type: kafka, connection: main, topic: t, format: csv, schema: Bid }
        two-cells: { type: kafka, connection: main, topic: t, format: csv, schema: Bid }
        data: { type: kafka, connection: main, topic: t, format: avro, schema: Bid }
        two-data: { type: kafka, connection: main, topic: t, format: avro, schema: Bid }
      operators:
        two-bids: { type: filter, input: two, where: has(bid) }
        two-kept: { type: select, input: two-bids, from: bid, keep: [auction, price, dateTime] }
        fast-bids: { type: filter, input: two-fast, where: has(bid) }
        fast-kept: { type: select, input: fast-bids, from: bid, keep: [auction, price, dateTime] }
        cells-kept: { type: select, input: two-cells, keep: [auction, price, dateTime] }
        data-kept: { type: select, input: two-data, keep: [auction, price, dateTime] }
      sinks:
        all-out: { type: print, input: all }
        fast-out: { type: print, input: all-fast }
        two-out: { type: print, input: two-kept }
        two-fast-out: { type: print, input: fast-kept }
        json-out: { type: kafka, connection: main, topic: o, input: lines, format: json }
        csv-out: { type: kafka, connection: main, topic: o, input: lines, format: csv }
        avro-out: { type: kafka, connection: main, topic: o, input: lines, format: avro }
        data-out: { type: print, input: data }
        two-cells-out: { type: print, input: cells-kept }
        two-data-out: { type: print, input: data-kept }
      """
          .formatted(BID, BID, BID);

  private final GeneratedClasses classes = GeneratedClasses.of(PIPELINE);
  private final byte[][] json = new byte[DOCUMENTS][];
  private final byte[][] csv = new byte[DOCUMENTS][];

  Bids() {
    Random random = new Random(1);
    for (int i = 0; i < DOCUMENTS; i++) {
      int auction = 1000 + random.nextInt(5000);
      int bidder = 1000 + random.nextInt(5000);
      long price = 100 + (long) Math.pow(10, random.nextDouble() * 6);
      String channel = List.of("Apple", "Google", "Facebook", "Baidu").get(random.nextInt(4));
      String url = "https://www.nexmark.com/" + letters(random, 14) + "/item.htm?query=1";
      String at = Instant.ofEpochMilli(1_436_918_400_001L + 10L * i + i / 100).toString();
      String extra = letters(random, 40 + random.nextInt(20));
      json[i] =
          ("{\"event_type\":2,\"person\":null,\"auction\":null,\"bid\":{\"auction\":%d,"
                  + "\"bidder\":%d,\"price\":%d,\"channel\":\"%s\",\"url\":\"%s\","
                  + "\"dateTime\":\"%s\",\"extra\":\"%s\"}}")
              .formatted(auction, bidder, price, channel, url, at, extra)
              .getBytes(StandardCharsets.UTF_8);
      csv[i] =
          "%d,%d,%d,%s,%s,%s,%s"
              .formatted(auction, bidder, price, channel, url, at, extra)
              .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String letters(Random random, int count) {
    return random
        .ints(count, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Documents of events that are bids. */
  byte[][] json() {
    return json;
  }

  /** Rows of bids. */
  byte[][] csv() {
    return csv;
  }

  /** Bids in Avro. */
  byte[][] avro() {
    RecordEncoder<Object> encoder = encoder("AvroOutEncoder");
    byte[][] out = new byte[DOCUMENTS][];
    Object[] rows = rows("LinesDecoder", csv);
    for (int i = 0; i < DOCUMENTS; i++) {
      out[i] = encoder.encode(rows[i]);
    }
    return out;
  }

  /** What a decoder makes of documents. */
  Object[] rows(String decoder, byte[][] documents) {
    RecordDecoder<Object> reads = decoder(decoder);
    Object[] out = new Object[documents.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = decode(reads, documents[i]);
    }
    return out;
  }

  static Object decode(RecordDecoder<Object> decoder, byte[] document) {
    try {
      return decoder.decode(document, 0, document.length);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked") // the generated classes have no names here
  RecordDecoder<Object> decoder(String name) {
    return (RecordDecoder<Object>) classes.create(name);
  }

  @SuppressWarnings("unchecked") // the generated classes have no names here
  RecordEncoder<Object> encoder(String name) {
    return (RecordEncoder<Object>) classes.create(name);
  }

  @Override
  public void close() {
    classes.close();
  }
}
