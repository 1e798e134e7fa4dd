package io.millrace.pipelines.bench;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts {@link Feed} and {@link Outlet} where a job has Kafka. */
final class InMemory extends StreamExecutionEnvironment {
  InMemory(Configuration settings) {
    super(settings);
  }

  @Override
  public <T> DataStreamSource<T> fromSource(
      Source<T, ?, ?> source,
      WatermarkStrategy<T> watermarks,
      String name,
      TypeInformation<T> type) {
    return super.fromSource(
        source instanceof KafkaSource<?> ? feed(source) : source, watermarks, name, type);
  }

  @SuppressWarnings("unchecked") // The source decodes rows of its own type.
  private static <T> Feed<T> feed(Source<T, ?, ?> kafka) {
    return new Feed<>(
        new KafkaDecoding<>(
            (KafkaRecordDeserializationSchema<T>)
                Parts.of(kafka, KafkaSource.class, "deserializationSchema")));
  }

  void replaceSinks() {
    for (Transformation<?> transformation : List.copyOf(getTransformations())) {
      if (transformation instanceof SinkTransformation<?, ?> sink
          && sink.getSink() instanceof KafkaSink<?> kafka) {
        transformations.remove(transformation);
        write(sink.getInputStream(), kafka, sink.getUid());
      }
    }
  }

  @SuppressWarnings("unchecked") // The stream is what the sink was made for.
  private static <T> void write(DataStream<?> stream, KafkaSink<T> kafka, String uid) {
    KafkaRecordSerializationSchema<T> encoder =
        (KafkaRecordSerializationSchema<T>) Parts.of(kafka, KafkaSink.class, "recordSerializer");
    ((DataStream<T>) stream).sinkTo(new Outlet<>(new KafkaEncoding<>(encoder))).uid(uid);
  }

  private record KafkaDecoding<T>(KafkaRecordDeserializationSchema<T> schema)
      implements Feed.Decoder<T> {
    @Override
    public void open() throws Exception {
      schema.open(new OpenContext());
    }

    @Override
    public void decode(ConsumerRecord<byte[], byte[]> record, Collector<T> out) throws Exception {
      schema.deserialize(record, out);
    }
  }

  private record KafkaEncoding<T>(KafkaRecordSerializationSchema<T> schema)
      implements Outlet.Encoder<T> {
    @Override
    public Outlet.@Nullable Output encode(T row) {
      ProducerRecord<byte[], byte[]> record = schema.serialize(row, null, null);
      return record == null ? null : new Outlet.Output(record.key(), record.value(), false);
    }
  }
}
