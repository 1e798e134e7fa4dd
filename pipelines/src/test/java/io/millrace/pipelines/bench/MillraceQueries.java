package io.millrace.pipelines.bench;

import io.millrace.local.flink.LocalFlink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipelines of this module: {@code build} of the generated job, with default options. With
 * Kafka at both ends only the end of its source is set. Otherwise its decoder and its encoder are
 * taken out of its Kafka source and sink, all else is as it is.
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
    return JobClass.exists(job(query));
  }

  /** The class that the plugin generated when it built this module. */
  private static String job(String query) {
    return "io.millrace.nexmark%s.Nexmark%sJob".formatted(query, query.toUpperCase(Locale.ROOT));
  }

  @Override
  public Run start(String query, Ends ends, LocalFlink flink, Configuration settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--parallelism", String.valueOf(settings.get(CoreOptions.DEFAULT_PARALLELISM))));
    if (query.equals("q13")) {
      arguments.addAll(List.of("--side_input", sideInput.toString()));
    }
    if (ends instanceof KafkaEnds kafka) {
      arguments.addAll(List.of("--brokers", kafka.servers(), "--topic", kafka.topic()));
      BoundedKafka environment = new BoundedKafka(settings);
      JobClass.build(job(query), arguments, environment);
      return new Run(flink.run(environment), () -> {});
    }
    InMemory environment = new InMemory(settings);
    JobClass.build(job(query), arguments, environment);
    environment.replaceSinks();
    return new Run(flink.run(environment), () -> {});
  }

  /** Lets the job's own Kafka sources end where their topics end, and start where they start. */
  private static final class BoundedKafka extends StreamExecutionEnvironment {
    BoundedKafka(Configuration settings) {
      super(settings);
    }

    @Override
    public <T> DataStreamSource<T> fromSource(
        Source<T, ?, ?> source,
        WatermarkStrategy<T> watermarks,
        String name,
        TypeInformation<T> type) {
      if (source instanceof KafkaSource<?>) {
        Parts.set(
            source, KafkaSource.class, "startingOffsetsInitializer", OffsetsInitializer.earliest());
        Parts.set(
            source, KafkaSource.class, "stoppingOffsetsInitializer", OffsetsInitializer.latest());
        Parts.set(source, KafkaSource.class, "boundedness", Boundedness.BOUNDED);
        // As KafkaSourceBuilder has it for bounded sources: who looks for partitions never ends.
        ((Properties) Parts.of(source, KafkaSource.class, "props"))
            .setProperty("partition.discovery.interval.ms", "-1");
      }
      return super.fromSource(source, watermarks, name, type);
    }
  }
}
