package io.millrace.pipelines;

import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicRecord;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** The table that a topic of upserts holds: the committed latest value of each key, as text. */
final class TopicTable implements AutoCloseable {
  private final TopicReader reader;

  TopicTable(String topic) {
    this.reader = Topics.reader(topic);
  }

  /** What it holds now. */
  Map<String, String> rows() {
    Map<String, String> rows = new TreeMap<>();
    for (TopicRecord record : reader.readToEnd()) {
      String value = record.valueText();
      if (value == null) {
        rows.remove(String.valueOf(record.keyText()));
      } else {
        rows.put(String.valueOf(record.keyText()), value);
      }
    }
    return rows;
  }

  /** Waits until it holds these rows, and returns what it holds then, or at the end of patience. */
  Map<String, String> await(Map<String, String> expected) {
    long end = System.nanoTime() + Testbed.PATIENCE.toNanos();
    Map<String, String> now = rows();
    while (!now.equals(expected) && System.nanoTime() < end) {
      LockSupport.parkNanos(50_000_000);
      now = rows();
    }
    return now;
  }

  @Override
  public void close() {
    reader.close();
  }
}
