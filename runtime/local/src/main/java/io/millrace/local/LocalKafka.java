package io.millrace.local;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.KafkaUse;
import io.millrace.local.kafka.BrokerAddress;
import io.millrace.local.kafka.BrokerOptions;
import io.millrace.local.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka that pipelines run against: the one named, or an embedded broker. It takes the place of
 * every address that a parameter gives, unless that parameter stands on the command line.
 */
final class LocalKafka implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JobArguments arguments;
  private final @Nullable String brokers;
  private final @Nullable EmbeddedKafka embedded;
  private final boolean own;

  private LocalKafka(
      JobArguments arguments,
      @Nullable String brokers,
      @Nullable EmbeddedKafka embedded,
      boolean own) {
    this.arguments = arguments;
    this.brokers = brokers;
    this.embedded = embedded;
    this.own = own;
  }

  /**
   * Checks the brokers given, or starts one if a pipeline needs it.
   *
   * @param running a broker to use instead of an own one
   */
  static LocalKafka of(
      List<CompiledPipeline> pipelines,
      @Nullable String brokers,
      @Nullable EmbeddedKafka running,
      JobArguments arguments) {
    if (brokers != null) {
      BrokerAddress.requireReachable(brokers, PATIENCE);
      return new LocalKafka(arguments, brokers, null, false);
    }
    if (running != null) {
      return new LocalKafka(arguments, running.bootstrapServers(), running, false);
    }
    if (!isNeeded(pipelines, arguments)) {
      return new LocalKafka(arguments, null, null, false);
    }
    EmbeddedKafka kafka = start();
    return new LocalKafka(arguments, kafka.bootstrapServers(), kafka, true);
  }

  /** Whether one of the pipelines asks for an address that nobody gives. */
  static boolean isNeeded(List<CompiledPipeline> pipelines, JobArguments arguments) {
    return pipelines.stream()
        .flatMap(pipeline -> pipeline.kafka().stream())
        .anyMatch(use -> isOpen(use, arguments));
  }

  /** No shutdown hook: on Ctrl-C the jobs stop first, and the broker cannot outlive this JVM. */
  static EmbeddedKafka start() {
    return EmbeddedKafka.start(BrokerOptions.defaults().withoutShutdownHook());
  }

  @Nullable EmbeddedKafka embedded() {
    return embedded;
  }

  /** Gives the address to the parameters of a pipeline that ask for one. */
  List<String> arguments(CompiledPipeline pipeline) {
    List<String> added = new ArrayList<>();
    if (brokers != null) {
      Set<String> parameters = new TreeSet<>();
      for (KafkaUse use : pipeline.kafka()) {
        if (isOpen(use, arguments) && use.brokersParameter() != null) {
          parameters.add(use.brokersParameter());
        }
      }
      parameters.forEach(name -> added.addAll(List.of("--" + name, brokers)));
    }
    return added;
  }

  /**
   * Creates the pipeline's topics on the embedded broker where they are missing, and returns the
   * names of all of them. One partition each: an idle one would hold back the watermark.
   */
  Set<String> createTopics(CompiledPipeline pipeline, UnaryOperator<String> expand) {
    Set<String> names = new TreeSet<>();
    if (embedded == null) {
      return names;
    }
    for (KafkaUse use : pipeline.kafka()) {
      if (isOpen(use, arguments)) {
        use.reads().forEach(topic -> names.add(expand.apply(topic)));
        use.writes().forEach(topic -> names.add(expand.apply(topic)));
      }
    }
    Set<String> existing = embedded.topics();
    for (String name : names) {
      if (!existing.contains(name)) {
        embedded.createTopic(name, 1);
      }
    }
    return names;
  }

  @Override
  public void close() {
    if (embedded != null && own) {
      embedded.close();
    }
  }

  private static boolean isOpen(KafkaUse use, JobArguments arguments) {
    return use.brokersParameter() != null && !arguments.names(use.brokersParameter());
  }
}
