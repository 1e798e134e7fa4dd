package io.millrace.pipelines;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A schema registry in a process of its own, with Confluent's interface, its schemas in memory. */
final class Registry implements AutoCloseable {
  private static final Path HOME = Path.of("target", "registry");

  private final Process process;
  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  private Registry(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static Registry start() throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    File log = HOME.resolve("registry.log").toFile();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.http.port=" + port,
                    "-cp",
                    HOME.resolve("*") + File.pathSeparator + HOME.resolve("lib").resolve("*"),
                    "io.quarkus.runner.GeneratedMain"))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    Registry registry = new Registry(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
    registry.awaitAnswer(log);
    return registry;
  }

  private void awaitAnswer(File log) throws InterruptedException {
    long end = System.nanoTime() + Testbed.PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (get("/subjects").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      Thread.sleep(100);
    }
    close();
    throw new IllegalStateException("the registry does not answer, see " + log);
  }

  String url() {
    return url;
  }

  /** The answer of the registry to a request. */
  String ask(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
