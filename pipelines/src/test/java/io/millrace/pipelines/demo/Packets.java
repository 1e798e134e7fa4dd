package io.millrace.pipelines.demo;

import io.millrace.local.kafka.TopicWriter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Made-up packets: a few addresses send most of them.
 *
 * @param totals bytes per address, added up while they were written
 */
record Packets(Map<String, Long> totals) {
  private static final int ADDRESSES = 200;

  static Packets produce(String brokers, String topic, int count) {
    Random random = new Random(42);
    Map<String, Long> totals = new TreeMap<>();
    try (TopicWriter writer = new TopicWriter(brokers, topic)) {
      for (int i = 0; i < count; i++) {
        int host = (int) Math.min(ADDRESSES - 1, Math.abs(random.nextGaussian()) * ADDRESSES / 4);
        String ip = "10.%d.%d.%d".formatted(host % 3, host % 7, host);
        long bytes = 40L + random.nextInt(1_460);
        totals.merge(ip, bytes, Long::sum);
        writer.send(ip + "," + bytes);
      }
    }
    return new Packets(totals);
  }
}
