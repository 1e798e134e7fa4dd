package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.kafka.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Nexmark query of this module gives the rows that Flink SQL gives for the same events. */
class NexmarkIT {
  private static final Path QUERIES = Path.of("src/main/pipelines/nexmark");

  private static final String LIBRARY = "nexmark.yaml";

  /** {@code -Dnexmark.queries=q1|q2} runs some of them. */
  private static final String SELECTED = System.getProperty("nexmark.queries", "q\\d+");

  @TempDir static Path bounded;

  private static @Nullable NexmarkData generated;

  /** Event times lie at most this far apart from their order; the watermark waits for 4 s. */
  private static final int DISORDER_MILLIS = 3_500;

  /** Auctions with equal bids, which q19 ranks in the order in which they come. */
  private static final Pattern TIES = Pattern.compile("auction=(4317|4449|4432),");

  @TestFactory
  Stream<DynamicTest> givesTheRowsOfFlinkSql() {
    NexmarkData reference = data();
    Topics.fresh("nexmark", 1);
    Topics.write("nexmark", reference.events());
    return queries().stream()
        .map(query -> dynamicTest(query, () -> checkInOrder(query, reference)));
  }

  /** What stands in for the reference data says the same as it. */
  @TestFactory
  Stream<DynamicTest> flinkSqlGivesTheReferencesRows() {
    NexmarkReference reference = NexmarkReference.find();
    Assumptions.assumeTrue(reference != null, "there is no reference data");
    return Stream.of("q4", "q8")
        .map(
            query ->
                dynamicTest(
                    query,
                    () ->
                        check(
                            query,
                            NexmarkRows.sorted(reference.expected(query)),
                            NexmarkRows.sorted(
                                NexmarkSql.rows(
                                    query, reference.events(), reference.sideInput())))));
  }

  @TestFactory
  Stream<DynamicTest> givesThemWhateverTheOrderAndAfterAFailure() {
    NexmarkData reference = data();
    Topics.fresh("nexmark.shuffled", 2);
    writeShuffled(reference.events());
    AtomicInteger disturbed = new AtomicInteger();
    List<String> queries = queries();
    return Stream.concat(
        queries.stream()
            .map(query -> dynamicTest(query, () -> checkDisturbed(query, reference, disturbed))),
        Stream.of(
            dynamicTest(
                "most runs lost their task manager",
                () -> assertThat(disturbed.get()).isGreaterThan(queries.size() / 2))));
  }

  /** Where there is no reference data, other events and what Flink SQL says of them right now. */
  private static NexmarkData data() {
    NexmarkReference reference = NexmarkReference.find();
    if (reference != null) {
      return reference;
    }
    synchronized (NexmarkIT.class) {
      if (generated == null) {
        System.out.printf(
            "Nexmark: the reference data is not there, so its events and rows are skipped; %,d"
                + " events are generated, and Flink SQL runs beside%n",
            NexmarkGenerated.EVENTS);
        generated = new NexmarkGenerated(bounded);
      }
      return generated;
    }
  }

  private static void writeShuffled(List<String> events) {
    Random random = new Random(20150715);
    // Events are 1/300 s apart.
    Map<String, Double> places = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      places.put(events.get(i), i + random.nextDouble() * DISORDER_MILLIS * 0.3);
    }
    List<String> shuffled = new ArrayList<>(events);
    shuffled.sort(Comparator.comparing(places::get));
    try (TopicWriter writer = Topics.writer("nexmark.shuffled")) {
      for (int i = 0; i < shuffled.size(); i++) {
        writer.send(i % 2, null, null, shuffled.get(i).getBytes(UTF_8), List.of());
      }
    }
  }

  private static void checkInOrder(String query, NexmarkData reference) {
    try (RunningPipeline running = start(query, "1s", "nexmark", 1, reference)) {
      running.finish();
    }
    check(query, NexmarkRows.sorted(reference.expected(query)), output(query));
  }

  private static void checkDisturbed(String query, NexmarkData reference, AtomicInteger disturbed) {
    try (RunningPipeline running = start(query, "100ms", "nexmark.shuffled", 2, reference)) {
      running.job().awaitCheckpoints(1, Testbed.PATIENCE);
      Testbed.flink().replaceTaskManagers();
      running.finish();
      // A run may have ended before it could lose anything.
      disturbed.addAndGet(running.job().lastFailure().isPresent() ? 1 : 0);
    }
    check(
        query,
        withoutTies(query, NexmarkRows.sorted(reference.expected(query))),
        withoutTies(query, output(query)));
  }

  private static List<String> withoutTies(String query, List<String> rows) {
    return query.equals("q19") ? rows.stream().filter(r -> !TIES.matcher(r).find()).toList() : rows;
  }

  private static void check(String query, List<String> expected, List<String> actual) {
    if (!actual.equals(expected)) {
      throw new AssertionError(query + ":" + difference(actual, expected));
    }
    assertThat(actual).isNotEmpty();
  }

  private static RunningPipeline start(
      String query, String interval, String topic, int parallelism, NexmarkData reference) {
    Topics.fresh("nexmark." + query, parallelism);
    CompiledPipeline pipeline = compile(query, interval);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--topic", topic, "--parallelism", String.valueOf(parallelism)));
    if (query.equals("q13")) {
      arguments.addAll(List.of("--side_input", reference.sideInput().toString()));
    }
    return RunningPipeline.start(pipeline, arguments.toArray(String[]::new));
  }

  private static List<String> output(String query) {
    return NexmarkRows.materialized(Topics.readCommitted("nexmark." + query));
  }

  /** A query that ends with the events that are there when it starts. */
  private static CompiledPipeline compile(String query, String interval) {
    try {
      Files.copy(
          QUERIES.resolve(LIBRARY), bounded.resolve(LIBRARY), StandardCopyOption.REPLACE_EXISTING);
      String yaml = Files.readString(QUERIES.resolve(query + ".yaml"));
      String topic = "    topic: \"${topic}\"\n";
      assertThat(yaml).contains(topic);
      Path file = bounded.resolve(query + ".yaml");
      Files.writeString(
          file,
          yaml.replace(topic, topic + "    stop: latest\n")
              .replace("interval: 1s", "interval: " + interval));
      return Pipelines.compile(file, bounded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> queries() {
    try (Stream<Path> files = Files.list(QUERIES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .filter(name -> name.matches(SELECTED))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first rows that one side has and the other has not. */
  private static String difference(List<String> actual, List<String> expected) {
    List<String> missing = new ArrayList<>(expected);
    List<String> extra = new ArrayList<>();
    for (String row : actual) {
      int at = java.util.Collections.binarySearch(missing, row);
      if (at >= 0) {
        missing.remove(at);
      } else {
        extra.add(row);
      }
    }
    return "\n%d rows, expected %d\nmissing %d: %s\nextra %d: %s"
        .formatted(
            actual.size(),
            expected.size(),
            missing.size(),
            missing.subList(0, Math.min(5, missing.size())),
            extra.size(),
            extra.subList(0, Math.min(5, extra.size())));
  }
}
