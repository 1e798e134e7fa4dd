package io.millrace.pipelines.bench.hand;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Queries that look at one bid at a time. */
final class Stateless {
  private static final BigDecimal EUROS = new BigDecimal("0.908");

  private Stateless() {}

  static DataStream<Rows.Price> q0(DataStream<Event> events) {
    return bids(events)
        .map(
            bid -> {
              Rows.Price row = new Rows.Price();
              row.auction = bid.auction;
              row.bidder = bid.bidder;
              row.price = bid.price;
              row.dateTime = bid.dateTime;
              row.extra = bid.extra;
              return row;
            })
        .returns(Rows.Price.class);
  }

  static DataStream<Rows.Converted> q1(DataStream<Event> events) {
    return bids(events)
        .map(
            bid -> {
              Rows.Converted row = new Rows.Converted();
              row.auction = bid.auction;
              row.bidder = bid.bidder;
              row.price =
                  EUROS.multiply(BigDecimal.valueOf(bid.price)).setScale(3, RoundingMode.HALF_UP);
              row.dateTime = bid.dateTime;
              row.extra = bid.extra;
              return row;
            })
        .returns(Rows.Converted.class);
  }

  static DataStream<Rows.Some> q2(DataStream<Event> events) {
    return bids(events)
        .filter(bid -> bid.auction % 123 == 0)
        .map(
            bid -> {
              Rows.Some row = new Rows.Some();
              row.auction = bid.auction;
              row.price = bid.price;
              return row;
            })
        .returns(Rows.Some.class);
  }

  static DataStream<Event.Bid> bids(DataStream<Event> events) {
    return events
        .filter(event -> event.bid != null)
        .map(event -> event.bid)
        .returns(Event.Bid.class);
  }

  static DataStream<Event.Auction> auctions(DataStream<Event> events) {
    return events
        .filter(event -> event.auction != null)
        .map(event -> event.auction)
        .returns(Event.Auction.class);
  }

  static DataStream<Event.Person> persons(DataStream<Event> events) {
    return events
        .filter(event -> event.person != null)
        .map(event -> event.person)
        .returns(Event.Person.class);
  }
}
