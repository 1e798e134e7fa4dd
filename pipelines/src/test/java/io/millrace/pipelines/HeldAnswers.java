package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers {@code …value=n} with twice the number, when it is let. */
final class HeldAnswers implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private boolean held;
  private int asked;

  HeldAnswers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on, questions wait. */
  synchronized void hold() {
    held = true;
    asked = 0;
  }

  /** Answers what waits, and all that comes. */
  synchronized void release() {
    held = false;
    notifyAll();
  }

  /** Waits until that many questions wait. */
  synchronized void awaitQuestions(int count) throws InterruptedException {
    long deadline = System.nanoTime() + Testbed.PATIENCE.toNanos();
    while (asked < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("only " + asked + " questions of " + count);
      }
      wait(100);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    synchronized (this) {
      asked++;
      try {
        while (held) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    String query = exchange.getRequestURI().getQuery();
    int value = Integer.parseInt(query.substring(query.indexOf("value=") + "value=".length()));
    byte[] body = ("{\"answer\":" + 2 * value + "}").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body); // fails if the one who asked is gone
    exchange.close();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
