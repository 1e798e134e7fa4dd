package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows with answers of a real database server and a real HTTP server. */
class LookupsIT {
  @TempDir Path directory;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  @Test
  void answersAreAddedToRows() throws Exception {
    Topics.fresh("lookups.orders", 2);
    Topics.fresh("lookups.out", 1);
    Topics.fresh("lookups.failed", 1);
    Topics.write(
        "lookups.orders",
        List.of(
            order(1, "a", "1.2.3.4"),
            order(2, "b'; drop table products; --", "5.6.7.8"),
            order(3, "c", "::1?x=&é"),
            order(4, "a", "404"), // nothing there: dropped
            order(5, "a", "flaky"),
            order(6, "a", "broken"),
            order(7, "twice", "1.2.3.4")));
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newFixedThreadPool(4));
    http.createContext("/v1/ip/", this::locate);
    http.createContext("/v1/score", this::score);
    http.start();
    try (Database database = Database.start(directory)) {
      database.execute(
          "create table products (sku varchar, name varchar, price double, valid_from timestamp)",
          "insert into products values ('a', 'Apple', 1.5, timestamp '2026-01-01 00:00:00')",
          "insert into products values ('a', 'Later', 9.5, timestamp '2027-01-01 00:00:00')",
          "insert into products values ('c', 'Cherry', null, timestamp '2020-02-29 12:00:00.000001')",
          "insert into products values ('twice', 'Old', 1.0, timestamp '2024-01-01 00:00:00')",
          "insert into products values ('twice', 'New', 2.0, timestamp '2025-01-01 00:00:00')");
      try (RunningPipeline lookups =
          RunningPipeline.start(
              Pipelines.compileTest("lookups"),
              "--database",
              database.url(),
              "--geo",
              "http://127.0.0.1:" + http.getAddress().getPort() + "/v1/",
              "--token",
              "t0ken",
              "--password",
              Database.PASSWORD)) {
        lookups.finish();
      }
      assertThat(database.rows("select count(*) from products")).containsExactly("5");
    } finally {
      http.stop(0);
    }

    assertThat(wrong).isEmpty();
    assertThat(Topics.texts(Topics.readAll("lookups.out")))
        .containsExactlyInAnyOrder(
            "1={\"id\":1,\"sku\":\"a\",\"name\":\"Apple\",\"price\":1.5,"
                + "\"since\":\"2026-01-01T00:00:00Z\",\"country\":\"C-1.2.3.4\",\"score\":1.5}",
            "2={\"id\":2,\"sku\":\"b'; drop table products; --\",\"country\":\"C-5.6.7.8\",\"score\":2.5}",
            "3={\"id\":3,\"sku\":\"c\",\"name\":\"Cherry\","
                + "\"since\":\"2020-02-29T12:00:00.000001Z\",\"country\":\"C-::1?x=&é\",\"score\":3.5}",
            "5={\"id\":5,\"sku\":\"a\",\"name\":\"Apple\",\"price\":1.5,"
                + "\"since\":\"2026-01-01T00:00:00Z\",\"country\":\"C-flaky\",\"score\":5.5}",
            "7={\"id\":7,\"sku\":\"twice\",\"name\":\"Old\",\"price\":1.0,"
                + "\"since\":\"2024-01-01T00:00:00Z\",\"country\":\"C-1.2.3.4\",\"score\":7.5}",
            "7={\"id\":7,\"sku\":\"twice\",\"name\":\"New\",\"price\":2.0,"
                + "\"since\":\"2025-01-01T00:00:00Z\",\"country\":\"C-1.2.3.4\",\"score\":7.5}");
    assertThat(Topics.texts(Topics.readAll("lookups.failed")))
        .containsExactly("6={\"id\":6,\"why\":\"HTTP status 400\"}");
  }

  private static String order(int id, String sku, String ip) {
    return "{\"id\":%d,\"sku\":\"%s\",\"ip\":\"%s\",\"at\":\"2026-06-01T00:00:00Z\"}"
        .formatted(id, sku, ip);
  }

  private void locate(HttpExchange exchange) throws IOException {
    if (!"Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      wrong.add("no token");
    }
    String ip = exchange.getRequestURI().getPath().substring("/v1/ip/".length());
    if (!exchange.getRequestURI().getRawQuery().matches("id=\\d")) {
      wrong.add(exchange.getRequestURI().toString());
    }
    boolean first = attempts.merge(ip, 1, Integer::sum) == 1;
    if (ip.equals("404") || ip.equals("broken") || (ip.equals("flaky") && first)) {
      int status = ip.equals("404") ? 404 : ip.equals("broken") ? 400 : 503;
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    respond(exchange, "{\"other\":[1],\"countryCode\":\"C-" + ip + "\"}");
  }

  private void score(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int at = body.indexOf("\"id\":") + 5;
    respond(exchange, "{\"score\":" + body.charAt(at) + ".5}");
  }

  private static void respond(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
