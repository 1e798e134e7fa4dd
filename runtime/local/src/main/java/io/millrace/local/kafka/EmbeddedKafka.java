package io.millrace.local.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft, one node) in a process of its own, on loopback addresses, with empty
 * topics that are lost at the end. The process goes away on {@link #close()}, and by itself when
 * this JVM ends in whatever way.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int PORT_ATTEMPTS = 4;

  private final BrokerProcess process;
  private final String bootstrapServers;
  private final @Nullable Thread hook;
  private @Nullable Admin admin;

  private EmbeddedKafka(BrokerProcess process, int port, boolean stopWithJvm) {
    this.process = process;
    this.bootstrapServers = BrokerProperties.HOST + ":" + port;
    this.hook = stopWithJvm ? new Thread(process::close, "embedded-kafka-stop") : null;
    if (hook != null) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /** A broker on a free port; returns when it serves clients. */
  public static EmbeddedKafka start() {
    return start(BrokerOptions.defaults());
  }

  /**
   * Returns when the broker serves clients.
   *
   * @throws BrokerStartException when it does not start
   */
  public static EmbeddedKafka start(BrokerOptions options) {
    for (int attempt = 1; ; attempt++) {
      BrokerProcess process = null;
      try {
        int port = options.port() == 0 ? LoopbackPort.free() : options.port();
        requireFree(port);
        process = BrokerProcess.launch(options, port, LoopbackPort.free());
        process.awaitReady(options.patience());
        return new EmbeddedKafka(process, port, options.stopWithJvm());
      } catch (BrokerStartException e) {
        // Between the choice of a free port and its use another process can take it.
        boolean again =
            options.port() == 0
                && attempt < PORT_ATTEMPTS
                && process != null
                && process.portTaken();
        close(process);
        if (!again) {
          throw e;
        }
      } catch (IOException e) {
        throw new BrokerStartException(
            "cannot start a process for the embedded Kafka broker: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        close(process);
        Thread.currentThread().interrupt();
        throw new BrokerStartException("interrupted while the embedded Kafka broker started", e);
      }
    }
  }

  private static void close(@Nullable BrokerProcess process) {
    if (process != null) {
      process.close();
    }
  }

  /** As {@code 127.0.0.1:41234}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Of the broker's process. */
  public long pid() {
    return process.pid();
  }

  Path directory() {
    return process.directory();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /** Returns when the topic can be written; throws when it exists. */
  public void createTopic(String name, int partitions, Map<String, String> configs) {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
    get("create topic " + name, admin().createTopics(List.of(topic)).all());
    // The leader of a new partition takes a moment to know that it is; its end offset tells.
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
    }
    awaitLeaders(name, ends);
  }

  /**
   * The broker may know of a topic a moment later than its controller; on a busy machine, seconds.
   */
  private void awaitLeaders(String name, Map<TopicPartition, OffsetSpec> ends) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        get("reach topic " + name, admin().listOffsets(ends).all());
        return;
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > end) {
          throw e;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Names of the topics that clients created. */
  public Set<String> topics() {
    return new TreeSet<>(get("list topics", admin().listTopics().names()));
  }

  /** An admin client that lives as long as this object. */
  public synchronized Admin admin() {
    Admin current = admin;
    if (current == null) {
      current = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
      admin = current;
    }
    return current;
  }

  /** Stops the process and removes its data; a second call does nothing. */
  @Override
  public synchronized void close() {
    Admin current = admin;
    if (current != null) {
      current.close(Duration.ZERO);
      admin = null;
    }
    process.close();
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the JVM is already going down, and the hook with it
      }
    }
  }

  private static <T> T get(String what, KafkaFuture<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("cannot " + what + ": " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new IllegalStateException("cannot " + what + ": no answer in 60 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cannot " + what + ": interrupted", e);
    }
  }

  private static void requireFree(int port) {
    try {
      LoopbackPort.requireFree(port);
    } catch (IOException e) {
      throw new BrokerStartException(
          "cannot start the embedded Kafka broker: port "
              + port
              + " of "
              + BrokerProperties.HOST
              + " is taken ("
              + e.getMessage()
              + "). Choose another port, or 0 for any free one.",
          e);
    }
  }
}
