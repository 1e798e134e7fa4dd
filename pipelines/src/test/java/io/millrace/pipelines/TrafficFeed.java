package io.millrace.pipelines;

import io.millrace.local.kafka.TopicWriter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Writes packets {@code ip,bytes} in the background, not all at once, and adds them up itself. */
final class TrafficFeed implements AutoCloseable {
  private static final int BATCH = 1_000;
  private static final long PAUSE_NANOS = 15_000_000;

  private final Map<String, Long> totals = new TreeMap<>();
  private final String topic;
  private final int records;
  private final CompletableFuture<Void> done;
  private volatile boolean hurried;

  private TrafficFeed(String topic, int records) {
    this.topic = topic;
    this.records = records;
    this.done = CompletableFuture.runAsync(this::write);
  }

  static TrafficFeed start(String topic, int records) {
    return new TrafficFeed(topic, records);
  }

  private void write() {
    Random random = new Random(records);
    try (TopicWriter writer = new TopicWriter(Testbed.brokers(), topic)) {
      for (int i = 1; i <= records; i++) {
        String ip = "10.0.%d.%d".formatted(random.nextInt(4), random.nextInt(25));
        long bytes = 1L + random.nextInt(1_500);
        totals.merge(ip, bytes, Long::sum);
        writer.send(ip + "," + bytes);
        if (i % BATCH == 0 && !hurried) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  /** Writes the rest without pauses; returns when the broker has it. */
  void finish() {
    hurried = true;
    done.join();
  }

  /** Sums of all that was written; complete after {@link #finish()}. */
  Map<String, Long> totals() {
    done.join();
    return totals;
  }

  @Override
  public void close() {
    finish();
  }
}
