package io.millrace.pipelines.bench;

import io.millrace.local.flink.LocalFlink;
import io.millrace.runtime.job.JobParameters;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
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

/**
 * The pipelines of this module: {@code build} of the generated job, with default options. Its
 * decoder and its encoder are taken out of its Kafka source and sink, all else is as it is.
 */
final class MillraceQueries implements Contender {
  private final Path sideInput;

  MillraceQueries(Path sideInput) {
    this.sideInput = sideInput;
  }

  @Override
  public String name() {
    return "millrace";
  }

  @Override
  public boolean has(String query) {
    try {
      return job(query) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The class that the plugin generated when it built this module. */
  private static Class<?> job(String query) throws ClassNotFoundException {
    return Class.forName(
        "io.millrace.nexmark%s.Nexmark%sJob".formatted(query, query.toUpperCase(Locale.ROOT)));
  }

  @Override
  public Run start(String query, LocalFlink flink, Configuration settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--parallelism", String.valueOf(settings.get(CoreOptions.DEFAULT_PARALLELISM))));
    if (query.equals("q13")) {
      arguments.addAll(List.of("--side_input", sideInput.toString()));
    }
    InMemory environment = new InMemory(settings);
    try {
      Class<?> job = job(query);
      Object parameters =
          job.getMethod("parameters", String[].class)
              .invoke(null, (Object) arguments.toArray(String[]::new));
      job.getMethod("build", StreamExecutionEnvironment.class, JobParameters.class)
          .invoke(null, environment, parameters);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + query, e);
    }
    environment.replaceSinks();
    return new Run(flink.run(environment), () -> {});
  }

  /** Puts {@link Feed} and {@link Outlet} where a job has Kafka. */
  private static final class InMemory extends StreamExecutionEnvironment {
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
                  part(kafka, KafkaSource.class, "deserializationSchema")));
    }

    void replaceSinks() {
      for (Transformation<?> transformation : List.copyOf(getTransformations())) {
        if (transformation instanceof SinkTransformation<?, ?> sink
            && sink.getSink() instanceof KafkaSink<?> kafka) {
          transformations.remove(transformation);
          write(sink.getInputStream(), kafka);
        }
      }
    }

    @SuppressWarnings("unchecked") // The stream is what the sink was made for.
    private static <T> void write(DataStream<?> stream, KafkaSink<T> kafka) {
      KafkaRecordSerializationSchema<T> encoder =
          (KafkaRecordSerializationSchema<T>) part(kafka, KafkaSink.class, "recordSerializer");
      ((DataStream<T>) stream).sinkTo(new Outlet<>(new KafkaEncoding<>(encoder))).uid("out");
    }
  }

  private static Object part(Object whole, Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no " + name, e);
    }
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
