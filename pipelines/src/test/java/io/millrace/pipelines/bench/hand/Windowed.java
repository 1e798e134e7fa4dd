package io.millrace.pipelines.bench.hand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.CoGroupFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Queries over windows of event time. */
@SuppressWarnings("SameNameButDifferent") // Each kind of function of Flink has a Context.
final class Windowed {
  private Windowed() {}

  static DataStream<Rows.Count> q5(DataStream<Event> events) {
    return Stateless.bids(events)
        .keyBy(bid -> bid.auction)
        .window(SlidingEventTimeWindows.of(Duration.ofSeconds(10), Duration.ofSeconds(2)))
        .aggregate(new Counting(), new NamedCount())
        .windowAll(TumblingEventTimeWindows.of(Duration.ofSeconds(2)))
        .process(new Greatest());
  }

  static DataStream<Rows.Price> q7(DataStream<Event> events) {
    return Stateless.bids(events)
        .windowAll(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
        .aggregate(new HighestBids())
        .flatMap(
            (List<Event.Bid> bids, Collector<Rows.Price> out) -> {
              for (Event.Bid bid : bids) {
                Rows.Price row = new Rows.Price();
                row.auction = bid.auction;
                // The query exchanges the two.
                row.bidder = bid.price;
                row.price = bid.bidder;
                row.dateTime = bid.dateTime;
                row.extra = bid.extra;
                out.collect(row);
              }
            })
        .returns(Rows.Price.class);
  }

  static DataStream<Rows.NewSeller> q8(DataStream<Event> events) {
    return Stateless.persons(events)
        .coGroup(Stateless.auctions(events))
        .where(person -> person.id)
        .equalTo(auction -> auction.seller)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
        .apply(new Sellers());
  }

  static DataStream<Rows.Session> q11(DataStream<Event> events) {
    return Stateless.bids(events)
        .keyBy(bid -> bid.bidder)
        .window(EventTimeSessionWindows.withGap(Duration.ofSeconds(10)))
        .aggregate(new Counting(), new NamedSession());
  }

  private static final class Counting implements AggregateFunction<Event.Bid, Long, Long> {
    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Event.Bid bid, Long count) {
      return count + 1;
    }

    @Override
    public Long getResult(Long count) {
      return count;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }

  private static final class NamedCount
      extends ProcessWindowFunction<Long, Rows.Count, Long, TimeWindow> {
    @Override
    public void process(
        Long auction, Context context, Iterable<Long> counts, Collector<Rows.Count> out) {
      Rows.Count row = new Rows.Count();
      row.auction = auction;
      row.num = counts.iterator().next();
      row.windowEnd = context.window().getEnd();
      out.collect(row);
    }
  }

  private static final class Greatest
      extends ProcessAllWindowFunction<Rows.Count, Rows.Count, TimeWindow> {
    @Override
    public void process(Context context, Iterable<Rows.Count> counts, Collector<Rows.Count> out) {
      long greatest = 0;
      for (Rows.Count count : counts) {
        greatest = Math.max(greatest, count.num);
      }
      for (Rows.Count count : counts) {
        if (count.num == greatest) {
          out.collect(count);
        }
      }
    }
  }

  private static final class HighestBids
      implements AggregateFunction<Event.Bid, List<Event.Bid>, List<Event.Bid>> {
    @Override
    public List<Event.Bid> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<Event.Bid> add(Event.Bid bid, List<Event.Bid> highest) {
      if (!highest.isEmpty() && highest.get(0).price < bid.price) {
        highest.clear();
      }
      if (highest.isEmpty() || highest.get(0).price == bid.price) {
        highest.add(bid);
      }
      return highest;
    }

    @Override
    public List<Event.Bid> getResult(List<Event.Bid> highest) {
      return highest;
    }

    @Override
    public List<Event.Bid> merge(List<Event.Bid> a, List<Event.Bid> b) {
      b.forEach(bid -> add(bid, a));
      return a;
    }
  }

  private static final class Sellers
      implements CoGroupFunction<Event.Person, Event.Auction, Rows.NewSeller> {
    @Override
    public void coGroup(
        Iterable<Event.Person> persons,
        Iterable<Event.Auction> auctions,
        Collector<Rows.NewSeller> out) {
      if (auctions.iterator().hasNext()) {
        for (Event.Person person : persons) {
          Rows.NewSeller row = new Rows.NewSeller();
          row.id = person.id;
          row.name = person.name;
          row.stime = person.dateTime - person.dateTime % 10_000;
          out.collect(row);
        }
      }
    }
  }

  private static final class NamedSession
      extends ProcessWindowFunction<Long, Rows.Session, Long, TimeWindow> {
    @Override
    public void process(
        Long bidder, Context context, Iterable<Long> counts, Collector<Rows.Session> out) {
      Rows.Session row = new Rows.Session();
      row.bidder = bidder;
      row.bid_count = counts.iterator().next();
      row.starttime = context.window().getStart();
      row.endtime = context.window().getEnd();
      out.collect(row);
    }
  }
}
