package io.millrace.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Events in the shape of Nexmark's: of 50, one is a person, three are auctions and the others bids,
 * most of them for few auctions. The same in each run. No two bids have one price, so no ranking
 * depends on chance.
 */
public final class NexmarkEvents {
  private static final long START = Instant.parse("2015-07-14T23:59:20Z").toEpochMilli();
  private static final int MILLIS_APART = 13;
  private static final int FIRST_PERSON = 1_000;
  private static final int FIRST_AUCTION = 1_000;
  private static final List<String> STATES = List.of("AZ", "CA", "ID", "OR", "WA", "WY");
  private static final List<String> CITIES = List.of("Phoenix", "Palo Alto", "Boise", "Portland");
  private static final List<String> CHANNELS = List.of("Google", "Facebook", "Baidu", "Apple");

  private final Random random = new Random(2015);
  private final Set<Integer> prices = new HashSet<>();
  private int persons;
  private int auctions;

  private NexmarkEvents() {}

  /** That many events. */
  public static List<String> generate(int count) {
    NexmarkEvents generator = new NexmarkEvents();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(generator.next(i));
    }
    return events;
  }

  private String next(int number) {
    String time = time(START + (long) number * MILLIS_APART);
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
    long expires = START + (long) number * MILLIS_APART + 500 + random.nextInt(12_000);
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
            recent(FIRST_PERSON, persons, 4),
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
            recent(FIRST_AUCTION, auctions, 2),
            recent(FIRST_PERSON, persons, 4),
            price(),
            channel,
            word(),
            word(),
            word(),
            query,
            time,
            extra());
  }

  /** Mostly one of the last, now and then any, sometimes one that there is not yet. */
  private int recent(int first, int known, int hot) {
    return first
        + (random.nextInt(hot) > 0
            ? Math.max(0, known - 1 - random.nextInt(4))
            : random.nextInt(known + 3));
  }

  private int price() {
    int price = (int) (Math.pow(10, random.nextDouble() * 6) * 100);
    while (!prices.add(price)) {
      price++;
    }
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
