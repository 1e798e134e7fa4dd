package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrdersRouteIT {
  private static final List<String> COUNTRIES = List.of("NL", "BE", "DE", "US", "LU", "JP");

  private final Map<String, List<String>> expected =
      new TreeMap<>(
          Map.of(
              "pack.heavy", new ArrayList<>(),
              "pack.home", new ArrayList<>(),
              "pack.others", new ArrayList<>()));

  @Test
  void sendsEachItemToOneWarehouse() {
    Random random = new Random(3);
    for (String topic : List.of("orders.web", "orders.store")) {
      Topics.fresh(topic, 2);
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        orders.add(order(random, topic.substring(7) + "-" + i));
      }
      Topics.write(topic, orders);
    }
    expected.keySet().forEach(topic -> Topics.fresh(topic, 1));
    try (RunningPipeline route = RunningPipeline.start(Pipelines.compile("orders-route"))) {
      expected.forEach((topic, rows) -> Topics.await(topic, rows.size()));
      route.settle();
    }
    expected.forEach(
        (topic, rows) ->
            assertThat(Topics.texts(Topics.readAll(topic)))
                .as(topic)
                .containsExactlyInAnyOrderElementsOf(rows));
  }

  /** An order of up to four items, or of none; what must come of it is added to the expectation. */
  private String order(Random random, String id) {
    String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String sku = "s\"" + random.nextInt(9) + ",";
      int quantity = 1 + random.nextInt(12);
      int grams = 20 * random.nextInt(300);
      items.add(
          "{\"sku\":\"%s\",\"quantity\":%d,\"grams\":%d}"
              .formatted(sku.replace("\"", "\\\""), quantity, grams));
      int total = grams * quantity;
      String topic =
          total > 20_000 ? "pack.heavy" : country.equals("NL") ? "pack.home" : "pack.others";
      expected
          .get(topic)
          .add("%s=%s,%s,\"%s\",%d".formatted(id, id, country, sku.replace("\"", "\"\""), total));
    }
    return "{\"order\":\"%s\",\"country\":\"%s\",\"items\":[%s]}"
        .formatted(id, country, String.join(",", items));
  }
}
