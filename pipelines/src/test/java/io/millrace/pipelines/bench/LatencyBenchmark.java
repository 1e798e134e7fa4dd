package io.millrace.pipelines.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.kafka.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long an event takes from one topic to the other at a fixed rate: from when a producer hands
 * it in, through the broker, a job of a filter and a select, and the broker again, to when a
 * consumer that reads what is committed has it. The broker is real and a process of its own.
 *
 * <p>Arguments: events a second (20,000) and seconds that count (30); 10 s go before to warm up.
 */
public final class LatencyBenchmark {
  private static final int WARM_UP_SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private LatencyBenchmark() {}

  public static void main(String[] args) {
    Ending.of(() -> run(args));
  }

  private static int run(String[] args) throws Exception {
    int rate = args.length < 1 ? 20_000 : Integer.parseInt(args[0]);
    int seconds = args.length < 2 ? 30 : Integer.parseInt(args[1]);
    Path directory = Files.createTempDirectory("latency");
    System.out.printf(
        "| sink, checkpoints every | p50 | p99 | p99.9 | most, at %,d events/s |%n", rate);
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    for (List<String> how :
        List.of(
            List.of("at-least-once", "10s"),
            List.of("exactly-once", "1s"),
            List.of("exactly-once", "200ms"))) {
      try (EmbeddedKafka kafka = EmbeddedKafka.start();
          LocalFlink flink = LocalFlink.start(FlinkOptions.defaults().withSlots(1, 1))) {
        kafka.createTopic("events", 1);
        kafka.createTopic("totals", 1);
        long[] nanos = measure(how, kafka.bootstrapServers(), flink, directory, rate, seconds);
        Arrays.sort(nanos);
        System.out.printf(
            "| %s, %s | %s | %s | %s | %s |%n",
            how.get(0),
            how.get(1),
            millis(nanos, 0.5),
            millis(nanos, 0.99),
            millis(nanos, 0.999),
            millis(nanos, 1));
      }
    }
    return 0;
  }

  private static String millis(long[] sorted, double share) {
    long nanos = sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    return "%.1f ms".formatted(nanos / 1e6);
  }

  private static long[] measure(
      List<String> how, String servers, LocalFlink flink, Path directory, int rate, int seconds)
      throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    String yaml = ScalePipelines.between(how.get(0), how.get(1));
    int all = rate * (WARM_UP_SECONDS + seconds);
    try (PipelineTopology topology =
        PipelineTopology.build(
            ScaleBenchmark.compile(yaml, directory, 0),
            new org.apache.flink.streaming.api.environment.StreamExecutionEnvironment(settings),
            new String[] {"--brokers", servers})) {
      JobHandle job = flink.run(topology);
      job.awaitRunning(PATIENCE);
      long[] sent = new long[all];
      Thread producer = new Thread(() -> produce(servers, rate, sent), "latency-producer");
      producer.start();
      long[] taken = consume(servers, rate, sent);
      producer.join();
      job.cancel();
      return taken;
    }
  }

  /** Sends each event when it is due; what is late is sent at once. */
  private static void produce(String servers, int rate, long[] sent) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long start = System.nanoTime();
      for (int i = 0; i < sent.length; i++) {
        long due = start + (long) (i * 1e9 / rate);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        sent[i] = System.nanoTime();
        // Whoever waits for the row notices what is lost.
        var unused = producer.send(new ProducerRecord<>("events", event(i)));
      }
    }
  }

  private static byte[] event(int number) {
    return ("{\"key\":" + number + ",\"value\":" + number % 100 + ",\"at\":1767225600000}")
        .getBytes(ISO_8859_1);
  }

  /** What each event took, without those that warm up. */
  private static long[] consume(String servers, int rate, long[] sent) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers);
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    int ahead = rate * WARM_UP_SECONDS;
    long[] taken = new long[sent.length - ahead];
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition("totals", 0)));
      int read = 0;
      while (read < sent.length) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("of %d events %d came".formatted(sent.length, read));
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          long now = System.nanoTime();
          int number = key(record.value());
          if (number >= ahead) {
            taken[number - ahead] = now - sent[number];
          }
          read++;
        }
      }
    }
    return taken;
  }

  /** The first field of a row. */
  private static int key(byte[] row) {
    int number = 0;
    for (int i = 7; row[i] >= '0' && row[i] <= '9'; i++) {
      number = number * 10 + row[i] - '0';
    }
    return number;
  }
}
