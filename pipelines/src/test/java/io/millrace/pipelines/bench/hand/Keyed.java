package io.millrace.pipelines.bench.hand;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** Queries that keep rows per key. */
@SuppressWarnings("SameNameButDifferent") // Each kind of function of Flink has a Context.
final class Keyed {
  private static final Set<String> STATES = Set.of("OR", "ID", "CA");

  private Keyed() {}

  static DataStream<Rows.Local> q3(DataStream<Event> events) {
    return Stateless.auctions(events)
        .filter(auction -> auction.category == 10)
        .keyBy(auction -> auction.seller)
        .connect(
            Stateless.persons(events)
                .filter(person -> STATES.contains(person.state))
                .keyBy(person -> person.id))
        .process(new LocalItems());
  }

  static DataStream<Rows.LastBid> q18(DataStream<Event> events) {
    return Stateless.bids(events)
        .keyBy(bid -> Tuple2.of(bid.bidder, bid.auction), Types.TUPLE(Types.LONG, Types.LONG))
        .process(new LastBids());
  }

  static DataStream<Rows.Ranked> q19(DataStream<Event> events) {
    return Stateless.bids(events).keyBy(bid -> bid.auction).process(new HighestBids());
  }

  static DataStream<Rows.Expanded> q20(DataStream<Event> events) {
    return Stateless.bids(events)
        .keyBy(bid -> bid.auction)
        .connect(
            Stateless.auctions(events)
                .filter(auction -> auction.category == 10)
                .keyBy(auction -> auction.id))
        .process(new BidsWithAuctions());
  }

  private static final class LocalItems
      extends KeyedCoProcessFunction<Long, Event.Auction, Event.Person, Rows.Local> {
    private transient ValueState<Event.Person> seller;
    private transient ListState<Event.Auction> waiting;

    @Override
    public void open(OpenContext context) {
      seller =
          getRuntimeContext().getState(new ValueStateDescriptor<>("seller", Event.Person.class));
      waiting =
          getRuntimeContext()
              .getListState(new ListStateDescriptor<>("waiting", Event.Auction.class));
    }

    @Override
    public void processElement1(Event.Auction auction, Context context, Collector<Rows.Local> out)
        throws Exception {
      Event.Person person = seller.value();
      if (person == null) {
        waiting.add(auction);
      } else {
        out.collect(row(auction, person));
      }
    }

    @Override
    public void processElement2(Event.Person person, Context context, Collector<Rows.Local> out)
        throws Exception {
      seller.update(person);
      for (Event.Auction auction : waiting.get()) {
        out.collect(row(auction, person));
      }
      waiting.clear();
    }

    private static Rows.Local row(Event.Auction auction, Event.Person person) {
      Rows.Local row = new Rows.Local();
      row.name = person.name;
      row.city = person.city;
      row.state = person.state;
      row.id = auction.id;
      return row;
    }
  }

  private static final class LastBids
      extends KeyedProcessFunction<Tuple2<Long, Long>, Event.Bid, Rows.LastBid> {
    private transient ValueState<Event.Bid> last;

    @Override
    public void open(OpenContext context) {
      last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Event.Bid.class));
    }

    @Override
    public void processElement(Event.Bid bid, Context context, Collector<Rows.LastBid> out)
        throws Exception {
      Event.Bid before = last.value();
      if (before == null || before.dateTime <= bid.dateTime) {
        last.update(bid);
        Rows.LastBid row = new Rows.LastBid();
        Rows.LastBid.fill(row, bid);
        out.collect(row);
      }
    }
  }

  private static final class HighestBids
      extends KeyedProcessFunction<Long, Event.Bid, Rows.Ranked> {
    private static final int LIMIT = 10;

    private transient ValueState<List<Event.Bid>> highest;

    @Override
    public void open(OpenContext context) {
      highest =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>("highest", Types.LIST(Types.POJO(Event.Bid.class))));
    }

    @Override
    public void processElement(Event.Bid bid, Context context, Collector<Rows.Ranked> out)
        throws Exception {
      List<Event.Bid> bids = highest.value();
      if (bids == null) {
        bids = new ArrayList<>();
      }
      int rank = 0;
      while (rank < bids.size() && bids.get(rank).price >= bid.price) {
        rank++;
      }
      if (rank >= LIMIT) {
        return;
      }
      bids.add(rank, bid);
      if (bids.size() > LIMIT) {
        bids.remove(LIMIT);
      }
      highest.update(bids);
      for (int i = rank; i < bids.size(); i++) {
        Rows.Ranked row = new Rows.Ranked();
        Rows.LastBid.fill(row, bids.get(i));
        row.rank_number = i + 1;
        out.collect(row);
      }
    }
  }

  private static final class BidsWithAuctions
      extends KeyedCoProcessFunction<Long, Event.Bid, Event.Auction, Rows.Expanded> {
    private transient ValueState<Event.Auction> auction;
    private transient ListState<Event.Bid> waiting;

    @Override
    public void open(OpenContext context) {
      auction =
          getRuntimeContext().getState(new ValueStateDescriptor<>("auction", Event.Auction.class));
      waiting =
          getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", Event.Bid.class));
    }

    @Override
    public void processElement1(Event.Bid bid, Context context, Collector<Rows.Expanded> out)
        throws Exception {
      Event.Auction found = auction.value();
      if (found == null) {
        waiting.add(bid);
      } else {
        out.collect(row(bid, found));
      }
    }

    @Override
    public void processElement2(Event.Auction found, Context context, Collector<Rows.Expanded> out)
        throws Exception {
      auction.update(found);
      for (Event.Bid bid : waiting.get()) {
        out.collect(row(bid, found));
      }
      waiting.clear();
    }

    private static Rows.Expanded row(Event.Bid bid, Event.Auction auction) {
      Rows.Expanded row = new Rows.Expanded();
      row.auction = bid.auction;
      row.bidder = bid.bidder;
      row.price = bid.price;
      row.channel = bid.channel;
      row.url = bid.url;
      row.bid_dateTime = bid.dateTime;
      row.bid_extra = bid.extra;
      row.itemName = auction.itemName;
      row.description = auction.description;
      row.initialBid = auction.initialBid;
      row.reserve = auction.reserve;
      row.auction_dateTime = auction.dateTime;
      row.expires = auction.expires;
      row.seller = auction.seller;
      row.category = auction.category;
      row.auction_extra = auction.extra;
      return row;
    }
  }
}
