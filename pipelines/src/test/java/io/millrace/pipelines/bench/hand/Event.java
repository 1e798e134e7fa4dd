package io.millrace.pipelines.bench.hand;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One of three kinds of event. */
public class Event {
  public int event_type;
  public @Nullable Person person;
  public @Nullable Auction auction;
  public @Nullable Bid bid;

  /** Epoch milliseconds. */
  public long time() {
    return bid != null ? bid.dateTime : auction != null ? auction.dateTime : person.dateTime;
  }

  /** Somebody who sells and bids. */
  public static class Person {
    public long id;
    public String name;
    public String emailAddress;
    public String creditCard;
    public String city;
    public String state;

    @JsonDeserialize(using = Millis.class)
    public long dateTime;

    public String extra;
  }

  /** Something for sale. */
  public static class Auction {
    public long id;
    public String itemName;
    public String description;
    public long initialBid;
    public long reserve;

    @JsonDeserialize(using = Millis.class)
    public long dateTime;

    @JsonDeserialize(using = Millis.class)
    public long expires;

    public long seller;
    public long category;
    public String extra;
  }

  /** An offer for an auction. */
  public static class Bid {
    public long auction;
    public long bidder;
    public long price;
    public String channel;
    public String url;

    @JsonDeserialize(using = Millis.class)
    public long dateTime;

    public String extra;
  }

  /** RFC 3339 as epoch milliseconds. */
  public static class Millis extends JsonDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return Instant.parse(parser.getText()).toEpochMilli();
    }
  }
}
