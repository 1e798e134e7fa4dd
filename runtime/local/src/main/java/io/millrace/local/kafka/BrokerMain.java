package io.millrace.local.kafka;

import io.millrace.local.jvm.TemporaryDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * The main class of the broker's process. Arguments: the directory with its {@value #PROPERTIES},
 * and the process id of its parent. Prints {@value #READY} once it serves clients.
 *
 * <p>Its standard input is a pipe from the parent. However the parent ends, {@code kill -9}
 * included, the operating system closes that pipe: the broker then removes its directory and halts.
 */
final class BrokerMain {
  static final String PROPERTIES = "server.properties";
  static final String READY = "READY";

  private BrokerMain() {}

  /** Runs until the parent is gone. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err); // nothing but READY goes to the parent
    Path directory = Path.of(args[0]);
    long parent = Long.parseLong(args[1]);
    ignoreInterrupt();
    haltWithParent(directory, parent);
    try {
      Path file = directory.resolve(PROPERTIES);
      String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
      if (StorageTool.execute(format, System.err) != 0) {
        Runtime.getRuntime().halt(2);
      }
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      }
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      out.println(READY);
      out.flush();
      server.awaitShutdown();
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1); // a failed start leaves threads behind
    }
    Runtime.getRuntime().halt(0);
  }

  private static void haltWithParent(Path directory, long parent) {
    watch("parent-pipe", () -> awaitEnd(directory));
    // Should another child of the parent have inherited the pipe, its process id still tells.
    watch(
        "parent-process",
        () -> {
          ProcessHandle.of(parent).ifPresent(handle -> handle.onExit().join());
          halt(directory);
        });
  }

  private static void watch(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd(Path directory) {
    try {
      while (System.in.read() >= 0) {
        // the parent never writes
      }
    } catch (IOException e) {
      // a broken pipe tells the same
    }
    halt(directory);
  }

  private static void halt(Path directory) {
    TemporaryDirectory.delete(directory);
    Runtime.getRuntime().halt(0);
  }

  /**
   * Ctrl-C in a terminal reaches the broker, too; it must outlive the clients in its parent. By
   * reflection, because javac refuses to compile the only API there is without a warning.
   */
  private static void ignoreInterrupt() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      System.err.println("cannot ignore SIGINT: " + cause);
    }
  }
}
