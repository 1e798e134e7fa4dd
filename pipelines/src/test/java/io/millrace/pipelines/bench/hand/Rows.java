package io.millrace.pipelines.bench.hand;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** What the queries give: fields in the order of their columns. */
public final class Rows {
  private Rows() {}

  /** Of q0, and of q7. */
  public static class Price {
    public long auction;
    public long bidder;
    public long price;

    @JsonSerialize(using = Time.class)
    public long dateTime;

    public String extra;
  }

  /** Of q1. */
  public static class Converted {
    public long auction;
    public long bidder;
    public BigDecimal price;

    @JsonSerialize(using = Time.class)
    public long dateTime;

    public String extra;
  }

  /** Of q2. */
  public static class Some {
    public long auction;
    public long price;
  }

  /** Of q3. */
  public static class Local {
    public String name;
    public String city;
    public String state;
    public long id;
  }

  /** Of q5. */
  public static class Count {
    public long auction;
    public long num;

    /** Not a column. */
    @com.fasterxml.jackson.annotation.JsonIgnore public long windowEnd;
  }

  /** Of q8. */
  public static class NewSeller {
    public long id;
    public String name;

    @JsonSerialize(using = Time.class)
    public long stime;
  }

  /** Of q11. */
  public static class Session {
    public long bidder;
    public long bid_count;

    @JsonSerialize(using = Time.class)
    public long starttime;

    @JsonSerialize(using = Time.class)
    public long endtime;
  }

  /** Of q18. */
  public static class LastBid {
    public long auction;
    public long bidder;
    public long price;
    public String channel;
    public String url;

    @JsonSerialize(using = Time.class)
    public long dateTime;

    public String extra;

    static void fill(LastBid row, Event.Bid bid) {
      row.auction = bid.auction;
      row.bidder = bid.bidder;
      row.price = bid.price;
      row.channel = bid.channel;
      row.url = bid.url;
      row.dateTime = bid.dateTime;
      row.extra = bid.extra;
    }
  }

  /** Of q19. */
  public static class Ranked extends LastBid {
    public long rank_number;
  }

  /** Of q20. */
  public static class Expanded {
    public long auction;
    public long bidder;
    public long price;
    public String channel;
    public String url;

    @JsonSerialize(using = Time.class)
    public long bid_dateTime;

    public String bid_extra;
    public String itemName;
    public String description;
    public long initialBid;
    public long reserve;

    @JsonSerialize(using = Time.class)
    public long auction_dateTime;

    @JsonSerialize(using = Time.class)
    public long expires;

    public long seller;
    public long category;
    public String auction_extra;
  }

  /** Epoch milliseconds as RFC 3339. */
  public static class Time extends JsonSerializer<Long> {
    @Override
    public void serialize(Long millis, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Instant.ofEpochMilli(millis).toString());
    }
  }
}
