package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.model.JobDecl;
import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operator with state gives the same rows whether it runs through, or is stopped with a
 * savepoint in the middle, goes on at another parallelism, and loses its tasks there.
 */
class RescaledPipelinesIT {
  private static final Path PIPELINES = Path.of("src/test/pipelines/rescaled");
  private static final Pattern OUTPUT = Pattern.compile("topic: \"\\$\\{out}\\.([a-z-]+)\"");

  /** Outputs whose rows of one key come in the same order in each run, updates included. */
  private static final Set<String> IN_ORDER =
      Set.of("running", "large", "balance", "latest", "greatest", "ranked", "best");

  /** Outputs of a single row without a key. */
  private static final Set<String> ONE_ROW = Set.of("all", "even-all");

  private static final int SAVEPOINT = RescaledRows.ROWS / 2;
  private static final int CHECKPOINT = RescaledRows.ROWS * 3 / 4;
  private static final int FAILURE = RescaledRows.ROWS * 7 / 8;

  /** All rewrites that do not decide which fields state has. */
  private static final Set<JobDecl.Rewrite> NOT_OF_STATE =
      EnumSet.complementOf(EnumSet.of(JobDecl.Rewrite.PROJECTION, JobDecl.Rewrite.DEAD_NODES));

  @TempDir Path savepoints;

  private final RescaledRows rows = new RescaledRows();

  /**
   * @param witness an output that has a row for some rows at once: it shows that they were worked
   *     on since the last checkpoint
   */
  @ParameterizedTest
  @CsvSource({
    "windows, sevens",
    "aggregates, running",
    "joins, pairs",
    "rows-per-key, ranked",
    "processes, buckets",
    "queries, pairs"
  })
  void givesTheSameRows(String name, String witness) throws Exception {
    CompiledPipeline pipeline = compile(name);
    Set<String> outputs = outputs(name);
    assertThat(outputs).contains(witness);
    interrupt(pipeline, pipeline, name, outputs, new Failure(name, witness));
    compare(pipeline, name, outputs);
  }

  /**
   * What a job has kept is what it keeps without rewrites, also at another parallelism and with a
   * failure behind it.
   */
  @ParameterizedTest
  @CsvSource({"windows, sevens, false", "rows-per-key, ranked, true"})
  void goesOnWithAndWithoutRewrites(String name, String witness, boolean rewrittenFirst)
      throws Exception {
    CompiledPipeline usual = compile(name);
    CompiledPipeline without = without(name);
    assertThat(without.files().get(0)).isNotEqualTo(usual.files().get(0));
    Set<String> outputs = outputs(name);
    interrupt(
        rewrittenFirst ? usual : without,
        rewrittenFirst ? without : usual,
        name,
        outputs,
        new Failure(name, witness));
    compare(usual, name, outputs);
  }

  /**
   * A savepoint fits the job without rewrites and the one with them, whichever took it. The job
   * changes twice, so that state goes from the one to the other and back.
   */
  @Test
  void goesOnWithoutRewritesAndBack() throws Exception {
    String name = "rewritten";
    CompiledPipeline usual = compile(name);
    CompiledPipeline plain = without(name);
    assertThat(plain.files().equals(usual.files())).as("the same job").isFalse();
    Set<String> outputs = outputs(name);
    rows.freshTopics();
    outputs.forEach(output -> fresh("broken", name, output));
    rows.write(0, SAVEPOINT);
    rows.writeNames(0, 5);
    String savepoint;
    try (RunningPipeline first = RunningPipeline.start(usual, arguments("broken", name, 2))) {
      awaitRead(first, SAVEPOINT);
      savepoint = first.stop(savepoints);
    }
    try (RunningPipeline second =
        RunningPipeline.restore(plain, savepoint, arguments("broken", name, 2))) {
      rows.write(SAVEPOINT, CHECKPOINT);
      awaitRead(second, CHECKPOINT);
      savepoint = second.stop(savepoints);
    }
    try (RunningPipeline third =
        RunningPipeline.restore(usual, savepoint, arguments("broken", name, 2))) {
      rows.write(CHECKPOINT, RescaledRows.ROWS);
      rows.writeNames(5, RescaledRows.NAMES_COUNT);
      third.finish();
      assertThat(third.job().lastFailure()).isEmpty();
    }
    compare(usual, name, outputs);
  }

  @Test
  void asksAgainWhatWasNotAnswered() throws Exception {
    CompiledPipeline pipeline = compile("lookups");
    Set<String> outputs = outputs("lookups");
    try (HeldAnswers answers = new HeldAnswers()) {
      answers.hold();
      interrupt(
          pipeline,
          pipeline,
          "lookups",
          outputs,
          new Disturbance() {
            @Override
            public void beforeSavepoint() throws Exception {
              answers.awaitQuestions(20);
            }

            @Override
            public void afterSavepoint() {
              answers.release();
            }

            @Override
            public void beforeFailure() throws Exception {
              answers.hold();
              rows.write(CHECKPOINT, FAILURE);
              answers.awaitQuestions(2);
            }

            @Override
            public void afterFailure() {
              answers.release();
            }
          },
          "--answers",
          answers.url());
      compare(pipeline, "lookups", outputs, "--answers", answers.url());
    }
  }

  /** What a test does beside; {@link #beforeFailure} writes rows and sees them worked on. */
  private interface Disturbance {
    default void beforeSavepoint() throws Exception {}

    default void afterSavepoint() {}

    void beforeFailure() throws Exception;

    default void afterFailure() {}
  }

  /** Waits until the output has rows of no checkpoint. */
  private final class Failure implements Disturbance {
    private final String topic;

    Failure(String name, String witness) {
      this.topic = topic("broken", name, witness);
    }

    @Override
    public void beforeFailure() {
      try (TopicReader reader =
          new TopicReader(Testbed.brokers(), topic, IsolationLevel.READ_UNCOMMITTED)) {
        int before = reader.readToEnd().size();
        rows.write(CHECKPOINT, FAILURE);
        reader.awaitCount(before + 1, Testbed.PATIENCE);
      }
    }
  }

  private void interrupt(
      CompiledPipeline before,
      CompiledPipeline after,
      String name,
      Set<String> outputs,
      Disturbance disturbance,
      String... more)
      throws Exception {
    rows.freshTopics();
    outputs.forEach(output -> fresh("broken", name, output));
    rows.write(0, SAVEPOINT);
    rows.writeNames(0, 5);
    String savepoint;
    try (RunningPipeline first =
        RunningPipeline.start(before, arguments("broken", name, 1, more))) {
      awaitRead(first, SAVEPOINT);
      disturbance.beforeSavepoint();
      savepoint = first.stop(savepoints);
    }
    disturbance.afterSavepoint();
    try (RunningPipeline second =
        RunningPipeline.restore(after, savepoint, arguments("broken", name, 3, more))) {
      rows.write(SAVEPOINT, CHECKPOINT);
      awaitRead(second, CHECKPOINT);
      rows.writeNames(5, RescaledRows.NAMES_COUNT);
      disturbance.beforeFailure();
      Testbed.flink().replaceTaskManagers();
      disturbance.afterFailure();
      rows.write(FAILURE, RescaledRows.ROWS);
      second.finish();
      assertThat(second.job().lastFailure()).isPresent();
    }
  }

  private static void compare(
      CompiledPipeline pipeline, String name, Set<String> outputs, String... more) {
    outputs.forEach(output -> fresh("whole", name, output));
    try (RunningPipeline whole =
        RunningPipeline.start(pipeline, arguments("whole", name, 2, more))) {
      whole.finish();
      assertThat(whole.job().lastFailure()).isEmpty();
    }
    for (String output : outputs) {
      Object expected = rows(output, topic("whole", name, output));
      assertThat(rows(output, topic("broken", name, output))).as(output).isEqualTo(expected);
      assertThat(expected.toString()).as(output).hasSizeGreaterThan(20);
    }
  }

  private static void fresh(String run, String name, String output) {
    Topics.fresh(topic(run, name, output), ONE_ROW.contains(output) ? 1 : 2);
  }

  private static String topic(String run, String name, String output) {
    return run + "." + name + "." + output;
  }

  private static String[] arguments(String run, String name, int parallelism, String... more) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--out", run + "." + name, "--parallelism", String.valueOf(parallelism)));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Waits until all these rows were read, and a checkpoint holds that. */
  private static void awaitRead(RunningPipeline running, int rows) throws Exception {
    long deadline = System.nanoTime() + Testbed.PATIENCE.toNanos();
    while (ReadOffsets.of(running.job().id(), RescaledRows.TOPIC) < rows
        && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(ReadOffsets.of(running.job().id(), RescaledRows.TOPIC)).isEqualTo(rows);
    checkpoint(running);
  }

  private static void checkpoint(RunningPipeline running) {
    try {
      running.job().checkpoint();
    } catch (IllegalStateException e) {
      throw new AssertionError(running.job().lastFailure().orElse("no failure"), e);
    }
  }

  /**
   * Rows that say the same of a stream: those without a key as they are, those that update by what
   * is left in the end, or, where the order is sure, by all versions.
   */
  private static Object rows(String output, String topic) {
    Map<String, List<String>> byKey = new TreeMap<>();
    for (TopicRecord record : Topics.readCommitted(topic)) {
      byKey
          .computeIfAbsent(String.valueOf(record.keyText()), key -> new ArrayList<>())
          .add(String.valueOf(record.valueText()));
    }
    byKey.forEach(
        (key, versions) -> {
          if (key.equals("null") && !ONE_ROW.contains(output)) {
            versions.sort(null);
          } else if (!IN_ORDER.contains(output)) {
            versions.subList(0, versions.size() - 1).clear();
          }
        });
    byKey.values().removeIf(versions -> versions.equals(List.of("null")));
    return byKey;
  }

  private static CompiledPipeline compile(String name) {
    return Pipelines.compileTest("rescaled/" + name);
  }

  private static CompiledPipeline without(String name) {
    return Pipelines.compile(PIPELINES.resolve(name + ".yaml"), Path.of(""), NOT_OF_STATE);
  }

  private static Set<String> outputs(String name) throws IOException {
    Set<String> outputs = new TreeSet<>();
    Matcher matcher = OUTPUT.matcher(Files.readString(PIPELINES.resolve(name + ".yaml")));
    while (matcher.find()) {
      outputs.add(matcher.group(1));
    }
    return outputs;
  }
}
