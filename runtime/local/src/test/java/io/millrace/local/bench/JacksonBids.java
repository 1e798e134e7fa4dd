package io.millrace.local.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;

/** Bids as one reads them with Jackson. */
final class JacksonBids {
  /** All of a bid, by data binding and by hand. */
  public static final class Bid {
    public long auction;
    public long bidder;
    public long price;
    public String channel = "";
    public String url = "";
    public Instant dateTime = Instant.EPOCH;
    public String extra = "";
  }

  /** An event; of the other kinds nothing is read. */
  public static final class Event {
    public Bid bid = new Bid();
  }

  /** What a query of two numbers needs. */
  record Price(long auction, long price, Instant dateTime) {}

  private final JsonFactory factory = new JsonFactory();
  private final ObjectReader reader =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(Event.class);

  Object bound(byte[] document) throws IOException {
    return reader.readValue(document);
  }

  Object all(byte[] document) throws IOException {
    Bid bid = new Bid();
    try (JsonParser in = atBid(document)) {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "auction" -> bid.auction = in.getLongValue();
          case "bidder" -> bid.bidder = in.getLongValue();
          case "price" -> bid.price = in.getLongValue();
          case "channel" -> bid.channel = in.getText();
          case "url" -> bid.url = in.getText();
          case "dateTime" -> bid.dateTime = Instant.parse(in.getText());
          case "extra" -> bid.extra = in.getText();
          default -> in.skipChildren();
        }
      }
    }
    return bid;
  }

  Object two(byte[] document) throws IOException {
    long auction = 0;
    long price = 0;
    Instant dateTime = Instant.EPOCH;
    try (JsonParser in = atBid(document)) {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "auction" -> auction = in.getLongValue();
          case "price" -> price = in.getLongValue();
          case "dateTime" -> dateTime = Instant.parse(in.getText());
          default -> in.skipChildren();
        }
      }
    }
    return new Price(auction, price, dateTime);
  }

  private JsonParser atBid(byte[] document) throws IOException {
    JsonParser in = factory.createParser(document);
    in.nextToken();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (name.equals("bid")) {
        return in;
      }
      in.skipChildren();
    }
    throw new IOException("no bid");
  }
}
