package io.millrace.pipelines.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.local.flink.JobHandle;
import io.millrace.local.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Topics of a real broker, which is a process of its own, so that its CPU does not count. Sources
 * end where a topic ended when the job started, sinks write in transactions. Time is taken from
 * when all tasks of a job run.
 */
final class KafkaEnds implements Ends {
  private static final String EVENTS = "nexmark";
  private static final String COMPARED = "nexmark-compared";
  private static final String ROWS = "nexmark.";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TRANSACTION_TIMEOUT = "900000";

  private final EmbeddedKafka kafka;
  private final int partitions;
  private final int all;
  private final Stopwatch watch = new Stopwatch();
  private final Map<TopicPartition, Long> before = new HashMap<>();
  private int size;

  /**
   * Writes the events.
   *
   * @param compared how many of them stand in the topic for the comparison
   */
  KafkaEnds(List<String> events, int compared, List<String> queries, int partitions) {
    this.kafka = EmbeddedKafka.start();
    this.partitions = partitions;
    this.all = events.size();
    this.size = all;
    kafka.createTopic(EVENTS, partitions);
    kafka.createTopic(COMPARED, partitions);
    queries.forEach(query -> kafka.createTopic(ROWS + query, partitions));
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers(), "linger.ms", "50", "batch.size", "262144"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < all; i++) {
        byte[] event = events.get(i).getBytes(UTF_8);
        sent.add(producer.send(new ProducerRecord<>(EVENTS, i % partitions, null, event)));
        if (i < compared) {
          sent.add(producer.send(new ProducerRecord<>(COMPARED, i % partitions, null, event)));
        }
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      kafka.close();
      throw new IllegalStateException("cannot write the events", e);
    } catch (InterruptedException e) {
      kafka.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing the events", e);
    }
  }

  String servers() {
    return kafka.bootstrapServers();
  }

  /** What jobs read now. */
  String topic() {
    return size == all ? EVENTS : COMPARED;
  }

  @Override
  public <T> Source<T, ?, ?> source(Feed.Decoder<T> decoder, TypeInformation<T> type) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(servers())
        .setTopics(topic())
        .setGroupId("benchmark")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(new Decoding<>(decoder, type))
        .build();
  }

  @Override
  public <T> Sink<T> sink(String query, Outlet.Encoder<T> encoder) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(servers())
        .setRecordSerializer(new Encoding<>(ROWS + query, encoder))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("hand-" + query + "-")
        .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT)
        .build();
  }

  @Override
  public String eventsTable() {
    return """
        'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
        'properties.group.id' = 'benchmark', 'scan.startup.mode' = 'earliest-offset',
        'scan.bounded.mode' = 'latest-offset',
        'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'"""
        .formatted(topic(), servers());
  }

  @Override
  public String rowsTable(String query, String key) {
    String shared =
        """
        'topic' = '%s', 'properties.bootstrap.servers' = '%s',
        'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = 'sql-%s-',
        'sink.transaction-naming-strategy' = 'POOLING', 'properties.transaction.timeout.ms' = '%s',
        """
            .formatted(ROWS + query, servers(), query, TRANSACTION_TIMEOUT);
    String time = "json.timestamp-format.standard' = 'ISO-8601'";
    return key.isEmpty()
        ? "'connector' = 'kafka', " + shared + "'format' = 'json', '" + time
        : "'connector' = 'upsert-kafka', "
            + shared
            + "'key.format' = 'json', 'key."
            + time
            + ", 'value.format' = 'json', 'value."
            + time;
  }

  @Override
  public boolean hasKeys() {
    return true;
  }

  @Override
  public void limit(int events) {
    size = Math.min(events, all);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void reset(String query, boolean keep) {
    before.clear();
    before.putAll(ends(ROWS + query));
    watch.reset();
  }

  @Override
  public void started(JobHandle job) {
    try {
      job.awaitRunning(PATIENCE);
    } catch (IllegalStateException e) {
      if (!job.hasEnded()) {
        throw e;
      }
    }
    watch.start();
  }

  @Override
  public Stopwatch.Time stop() {
    return watch.stop();
  }

  @Override
  public List<Outlet.Output> rows(String query) {
    Map<TopicPartition, Long> ends = ends(ROWS + query);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers());
    properties.put("isolation.level", "read_committed");
    List<Outlet.Output> rows = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      before.forEach(consumer::seek);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          rows.add(new Outlet.Output(record.key(), record.value(), false));
        }
      }
    }
    return rows;
  }

  private Map<TopicPartition, Long> ends(String topic) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    IntStream.range(0, partitions)
        .forEach(p -> asked.put(new TopicPartition(topic, p), OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    try {
      kafka
          .admin()
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("no offsets of " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for offsets", e);
    }
    return ends;
  }

  @Override
  public void close() {
    kafka.close();
  }

  private record Decoding<T>(Feed.Decoder<T> decoder, TypeInformation<T> type)
      implements KafkaRecordDeserializationSchema<T> {
    @Override
    public void open(
        org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext
            context)
        throws Exception {
      decoder.open();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
      try {
        decoder.decode(record, out);
      } catch (Exception e) {
        throw new IllegalStateException("cannot decode " + record, e);
      }
    }

    @Override
    public TypeInformation<T> getProducedType() {
      return type;
    }
  }

  private record Encoding<T>(String topic, Outlet.Encoder<T> encoder)
      implements KafkaRecordSerializationSchema<T> {
    @Override
    public void open(
        SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
        throws Exception {
      encoder.open();
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
        T row, KafkaSinkContext context, @Nullable Long timestamp) {
      try {
        Outlet.Output output = encoder.encode(row);
        return output == null
            ? null
            : new ProducerRecord<>(topic, null, timestamp, output.key(), output.value());
      } catch (Exception e) {
        throw new IllegalStateException("cannot encode " + row, e);
      }
    }
  }
}
