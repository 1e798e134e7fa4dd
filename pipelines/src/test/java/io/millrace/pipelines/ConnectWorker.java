package io.millrace.pipelines;

import io.millrace.local.jvm.JvmClassPath;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A standalone worker of Kafka Connect, in a process of its own. */
final class ConnectWorker implements AutoCloseable {
  private final Process process;
  private final Path log;

  private ConnectWorker(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a worker.
   *
   * @param directory for its files
   * @param connectors the properties of each
   */
  static ConnectWorker start(Path directory, List<Map<String, String>> connectors)
      throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Map<String, String> worker =
        Map.of(
            "bootstrap.servers", Testbed.brokers(),
            "listeners", "http://127.0.0.1:" + port,
            "key.converter", "org.apache.kafka.connect.storage.StringConverter",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "offset.storage.file.filename", directory.resolve("offsets").toString(),
            "offset.flush.interval.ms", "200",
            "plugin.discovery", "service_load",
            "consumer.isolation.level", "read_committed");
    Path classPath = directory.resolve("java.args");
    Files.writeString(classPath, "-cp \"" + JvmClassPath.joined(JvmClassPath.entries()) + "\"\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Duser.timezone=UTC",
                "@" + classPath,
                "org.apache.kafka.connect.cli.ConnectStandalone",
                properties(directory.resolve("worker.properties"), worker)));
    for (Map<String, String> connector : connectors) {
      command.add(properties(directory.resolve(connector.get("name") + ".properties"), connector));
    }
    Path log = directory.resolve("worker.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ConnectWorker(process, log);
  }

  private static String properties(Path file, Map<String, String> entries) throws IOException {
    Properties properties = new Properties();
    properties.putAll(entries);
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return file.toString();
  }

  /** Waits until a sink has written that many lines to a file. */
  List<String> awaitLines(Path file, int count) throws IOException, InterruptedException {
    long end = System.nanoTime() + Testbed.PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() >= count) {
          return lines;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError(
        "the worker wrote no " + count + " lines to " + file + "\n" + Files.readString(log));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
