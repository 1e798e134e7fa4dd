package io.millrace.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Events in the shape of Nexmark's: of 50, one is a person, three are auctions and the others bids,
 * most of them for few auctions. The same in each run. No two bids have one price, so no ranking
 * depends on chance.
 */
public final class NexmarkEvents {
  private static final long START = Instant.parse("2015-07-14T23:59:20Z").toEpochMilli();
  private static final int FIRST_PERSON = 1_000;
  private static final int FIRST_AUCTION = 1_000;
  private static final List<String> STATES = List.of("AZ", "CA", "ID", "OR", "WA", "WY");
  private static final List<String> CITIES = List.of("Phoenix", "Palo Alto", "Boise", "Portland");
  private static final List<String> CHANNELS = List.of("Google", "Facebook", "Baidu", "Apple");

  private final Random random = new Random(2015);
  private final Map<Integer, Integer> freePrices = new HashMap<>();
  private final int millisApart;
  private final boolean all;
  private int persons;
  private int auctions;

  private NexmarkEvents(int millisApart, boolean all) {
    this.millisApart = millisApart;
    this.all = all;
  }

  /** So many events, about any auction and person that there was. */
  public static List<String> generate(int count) {
    return generate(count, new NexmarkEvents(13, true));
  }

  /**
   * So many events, whose times are so far apart, and of which half are about one auction in a
   * hundred, and the others about the last hundred auctions and the last thousand persons, as
   * Nexmark's own are.
   */
  public static List<String> generate(int count, int millisApart) {
    return generate(count, new NexmarkEvents(millisApart, false));
  }

  private static List<String> generate(int count, NexmarkEvents generator) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(generator.next(i));
    }
    return events;
  }

  private String next(int number) {
    String time = time(START + (long) number * millisApart);
    int place = number % 50;
    return place == 0 ? person(time) : place < 4 ? auction(time, number) : bid(time);
  }

  private static String time(long millis) {
    return "\"%s\"".formatted(Instant.ofEpochMilli(millis));
  }

  private String person(String time) {
    int id = FIRST_PERSON + persons++;
    return ("{\"event_type\":0,\"person\":{\"id\":%d,\"name\":\"%s\",\"emailAddress\":\"%s@%s.com\","
            + "\"creditCard\":\"%04d %04d\",\"city\":\"%s\",\"state\":\"%s\",\"dateTime\":%s,\"extra\":\"%s\"}}")
        .formatted(
            id,
            word() + " " + word(),
            word(),
            word(),
            random.nextInt(10_000),
            random.nextInt(10_000),
            any(CITIES),
            any(STATES),
            time,
            extra());
  }

  private String auction(String time, int number) {
    int id = FIRST_AUCTION + auctions++;
    long expires = START + (long) number * millisApart + 500 + random.nextInt(12_000);
    int initial = random.nextInt(1_000_000);
    return ("{\"event_type\":1,\"auction\":{\"id\":%d,\"itemName\":\"%s\",\"description\":\"%s\",\"initialBid\":%d,"
            + "\"reserve\":%d,\"dateTime\":%s,\"expires\":%s,\"seller\":%d,\"category\":%d,\"extra\":\"%s\"}}")
        .formatted(
            id,
            word(),
            word() + " " + word(),
            initial,
            initial + random.nextInt(100_000),
            time,
            time(expires),
            recent(FIRST_PERSON, persons, 4, 1_000),
            10 + random.nextInt(5),
            extra());
  }

  private String bid(String time) {
    boolean known = random.nextBoolean();
    String channel = known ? any(CHANNELS) : "channel-" + random.nextInt(1_000);
    String query = known && random.nextBoolean() ? "" : "&channel_id=" + random.nextInt(1_000_000);
    return ("{\"event_type\":2,\"bid\":{\"auction\":%d,\"bidder\":%d,\"price\":%d,\"channel\":\"%s\","
            + "\"url\":\"https://www.nexmark.com/%s/%s/%s/item.htm?query=1%s\",\"dateTime\":%s,\"extra\":\"%s\"}}")
        .formatted(
            recent(FIRST_AUCTION, auctions, 2, 100),
            recent(FIRST_PERSON, persons, 4, 1_000),
            price(),
            channel,
            word(),
            word(),
            word(),
            query,
            time,
            extra());
  }

  /** Mostly one of few, now and then another, sometimes one that there is not yet. */
  private int recent(int first, int known, int hot, int active) {
    boolean few = random.nextInt(hot) > 0;
    if (all) {
      return first + (few ? Math.max(0, known - 1 - random.nextInt(4)) : random.nextInt(known + 3));
    }
    return first
        + (few
            ? Math.max(0, known - 1) / 100 * 100
            : known - Math.min(known, active) + random.nextInt(Math.min(known, active) + 1));
  }

  private int price() {
    int wanted = (int) (Math.pow(10, random.nextDouble() * 6) * 100);
    int price = wanted;
    for (Integer free = freePrices.get(price); free != null; free = freePrices.get(price)) {
      price = free;
    }
    // The next who looks from any of these starts behind this one.
    for (int taken = wanted; taken < price; ) {
      taken = freePrices.put(taken, price + 1);
    }
    freePrices.put(price, price + 1);
    return price;
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  /** As the original's, with characters that JSON escapes. */
  private String extra() {
    return word() + "\\\\c`" + word() + (random.nextInt(10) == 0 ? "\\\"" : "^");
  }
}
