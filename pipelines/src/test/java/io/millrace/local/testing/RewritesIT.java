package io.millrace.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.JobDecl.Rewrite;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.testing.Expectation;
import io.millrace.compiler.testing.ExpectedRow;
import io.millrace.compiler.testing.PipelineTest;
import io.millrace.compiler.testing.TestLoader;
import io.millrace.compiler.testing.TestStep;
import io.millrace.compiler.testing.TestSuite;
import io.millrace.compiler.testing.TestTarget;
import io.millrace.pipelines.NexmarkEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No rewrite changes what a pipeline gives, which uids its nodes have, or what their state is. */
class RewritesIT {
  private static final Path PIPELINES = Path.of("src/main/pipelines");
  private static final Path NEXMARK = PIPELINES.resolve("nexmark");
  private static final Path OWN = Path.of("src/test/pipelines/rewrites");
  private static final Path FAST = OWN.resolve("fast.yaml");
  private static final int EVENTS = 2_000;

  private static final Set<Rewrite> ALL = EnumSet.allOf(Rewrite.class);

  /** The job as it runs, and without each of the rewrites, and without all. */
  private static List<Set<Rewrite>> variants() {
    List<Set<Rewrite>> all = new ArrayList<>(List.of(Set.of()));
    ALL.forEach(rewrite -> all.add(Set.of(rewrite)));
    all.add(ALL);
    return all;
  }

  private static List<Path> files(Path directory, String end) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> tests() {
    return files(PIPELINES, ".test.yaml");
  }

  /** Tests that look at sinks alone, with every job that rewrites make another one. */
  @ParameterizedTest
  @MethodSource("tests")
  void testsOfPipelinesHold(Path file) {
    Set<String> names = new HashSet<>();
    load(file, Set.of(Rewrite.FUSION), null).tests().stream()
        .filter(RewritesIT::looksAtEndsOnly)
        .forEach(test -> names.add(test.name().value()));
    assertThat(names).as("tests that look at sinks alone").isNotEmpty();
    Set<Set<List<GeneratedFile>>> known = new HashSet<>();
    for (Set<Rewrite> off : variants()) {
      TestSuite suite = load(file, off, names);
      if (!known.add(jobs(suite))) {
        continue; // They are the same jobs.
      }
      assertThat(suite.tests()).hasSameSizeAs(names);
      try (LoadedJobs jobs = new LoadedJobs()) {
        for (PipelineTest test : suite.tests()) {
          Judged judged = new Judged();
          List<Failure> failures =
              jobs.within(test.target().pipeline(), () -> new TestRun(test, jobs, judged).run());
          assertThat(failures).as("%s without %s", test.name().value(), off).isEmpty();
          assertThat(judged.expectations > 0 || test.fails() != null)
              .as("%s looks at something", test.name().value())
              .isTrue();
        }
      }
    }
  }

  /** All that run in some test, also from savepoints of others. */
  private static Set<List<GeneratedFile>> jobs(TestSuite suite) {
    Set<List<GeneratedFile>> jobs = new HashSet<>();
    for (PipelineTest test : suite.tests()) {
      jobs.add(test.target().pipeline().files());
      for (TestStep step : test.steps()) {
        if (step instanceof TestStep.Restore restore) {
          jobs.add(restore.target().pipeline().files());
        }
      }
    }
    return jobs;
  }

  private static TestSuite load(Path file, Set<Rewrite> off, @Nullable Set<String> names) {
    Outcome<TestSuite> suite =
        new TestLoader(Path.of(""), "rewritten", off)
            .load(file, name -> names == null || names.contains(name));
    assertThat(suite.diagnostics()).isEmpty();
    return suite.get();
  }

  private static boolean looksAtEndsOnly(PipelineTest test) {
    Plan plan = test.target().plans().optimized();
    for (TestStep step : test.steps()) {
      if (step instanceof TestStep.Feed feed
          && !(plan.node(feed.node()) instanceof PlanNode.Source)) {
        return false;
      }
      if (step instanceof TestStep.Expect expect
          && plan.nodes().stream()
              .filter(PlanNode.Sink.class::isInstance)
              .noneMatch(sink -> sink.id().equals(expect.expectation().target()))) {
        return false;
      }
    }
    return true;
  }

  private static final class Judged implements TestRun.Listener {
    private int expectations;

    @Override
    public void judged(Expectation expectation, Judge judge) {
      expectations++;
    }

    @Override
    public void ran(TestTarget target, Observed observed) {}
  }

  static List<Path> queries() {
    List<Path> queries =
        new ArrayList<>(
            files(NEXMARK, ".yaml").stream()
                .filter(file -> file.getFileName().toString().startsWith("q"))
                .toList());
    files(OWN, ".yaml").stream().filter(file -> !file.equals(FAST)).forEach(queries::add);
    return queries;
  }

  /** Flink SQL's rows are those of the job with rewrites, as another test says. */
  @ParameterizedTest
  @MethodSource("queries")
  void queriesGiveTheSameRows(Path file) {
    sameRows(file, RewritesIT::events);
  }

  /** Compares jobs without rewrites with the usual one, and returns what that gives, by sink. */
  private static Map<String, List<Seen>> sameRows(
      Path file, Function<CompiledPipeline, List<TestStep.Feed>> input) {
    CompiledPipeline usual = compile(file, Set.of());
    Map<String, List<Seen>> expected = rows(usual, input.apply(usual));
    assertThat(expected.values()).isNotEmpty().doesNotContain(List.of());
    Set<List<GeneratedFile>> known = new HashSet<>(List.of(usual.files()));
    for (Set<Rewrite> off : variants()) {
      CompiledPipeline without = compile(file, off);
      if (!known.add(without.files())) {
        continue; // It is the same job.
      }
      Map<String, List<Seen>> rows = rows(without, input.apply(without));
      assertThat(rows.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (sink, those) -> {
            List<String> texts = texts(rows.get(sink));
            if (those.stream().allMatch(row -> row.change() == ExpectedRow.Change.NONE)) {
              // Results of one window, of different keys, have no order.
              assertThat(texts)
                  .as("%s without %s", sink, off)
                  .containsExactlyInAnyOrderElementsOf(texts(those));
            } else {
              assertThat(texts).as("%s without %s", sink, off).isEqualTo(texts(those));
            }
          });
    }
    return expected;
  }

  /** Rows with the records that sinks make of them: of a dead letter only that says all. */
  private static List<String> texts(List<Seen> rows) {
    return rows.stream()
        .map(
            row -> {
              String values = row.change() + " " + new TreeMap<>(row.values());
              SeenRecord record = row.record();
              return record == null
                  ? values
                  : String.join(
                      " ", values, text(record.key()), text(record.value()), "" + record.headers());
            })
        .toList();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, UTF_8);
  }

  private static List<TestStep.Feed> events(CompiledPipeline pipeline) {
    List<TestStep.Feed> steps = new ArrayList<>();
    if (pipeline.name().equals("nexmark-q13")) {
      Stream<String> lines = IntStream.range(1_000, 1_200).mapToObj(i -> i + ",value " + i);
      steps.add(feed(pipeline, "table", lines.toList()));
    }
    steps.add(feed(pipeline, "events", NexmarkEvents.generate(EVENTS)));
    return steps;
  }

  /** By sink. */
  private static Map<String, List<Seen>> rows(
      CompiledPipeline pipeline, List<TestStep.Feed> steps) {
    TestTarget target = new TestTarget(pipeline, List.of(), Map.of());
    Map<String, List<Seen>> rows = new TreeMap<>();
    try (LoadedJobs jobs = new LoadedJobs()) {
      return jobs.within(
          pipeline,
          () -> {
            Outputs outputs = new Outputs();
            try (TestJob job =
                TestJob.start(
                    jobs.of(pipeline),
                    target,
                    List.copyOf(steps),
                    outputs,
                    new TestClock(0),
                    Map.of())) {
              steps.forEach(job::feed);
              job.end();
              for (String sink : sinks(pipeline)) {
                rows.put(sink, outputs.since(0, job.outputs(sink)));
              }
            }
            return rows;
          });
    }
  }

  private static List<String> sinks(CompiledPipeline pipeline) {
    return pipeline.plans().optimized().nodes().stream()
        .filter(PlanNode.Sink.class::isInstance)
        .map(PlanNode::id)
        .toList();
  }

  private static TestStep.Feed feed(
      CompiledPipeline pipeline, String source, List<String> records) {
    Span nowhere = pipeline.plans().resolved().nodes().get(0).info().span();
    List<TestStep.Fed> fed = new ArrayList<>();
    for (String record : records) {
      fed.add(new TestStep.FedRecord(null, record.getBytes(UTF_8), Map.of(), null, 0, null));
    }
    return new TestStep.Feed(source, null, fed, nowhere);
  }

  /** Which records are bad, and what of them is read, does not depend on rewrites. */
  @Test
  void fastSourcesFindTheSameErrors() {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < Math.max(FastOrders.GOOD.size(), FastOrders.BAD.size()); i++) {
      FastOrders.GOOD.stream().skip(i).limit(1).forEach(records::add);
      FastOrders.BAD.stream().skip(i).limit(1).forEach(records::add);
    }
    Map<String, List<Seen>> rows =
        sameRows(FAST, pipeline -> List.of(feed(pipeline, "orders", records)));
    assertThat(rows.get("out"))
        .extracting(row -> row.values().toString())
        .containsOnly("{id=1, load=80}")
        .hasSize(FastOrders.GOOD.size() - FastOrders.FILTERED);
    assertThat(rows.get("rejects"))
        .extracting(row -> text(row.record().value()))
        .isEqualTo(FastOrders.BAD);
  }

  static List<Path> all() {
    List<Path> all = new ArrayList<>(queries());
    all.add(FAST);
    tests().forEach(test -> all.add(Path.of(test.toString().replace(".test.yaml", ".yaml"))));
    return all;
  }

  /**
   * What savepoints know a node by, and what they keep of it, is the same, but where {@code
   * projection} says otherwise.
   */
  @ParameterizedTest
  @MethodSource("all")
  void uidsAndStateStay(Path file) {
    CompiledPipeline usual = compile(file, Set.of());
    for (Rewrite rewrite : ALL) {
      CompiledPipeline without = compile(file, Set.of(rewrite));
      assertThat(uids(without)).as("without %s", rewrite).containsAll(uids(usual));
      if (rewrite != Rewrite.PROJECTION) {
        assertThat(without.files()).as("without %s", rewrite).containsAll(records(usual));
      }
    }
  }

  /** Uids of all nodes but those that keep nothing. */
  private static Set<String> uids(CompiledPipeline pipeline) {
    Set<String> uids = new HashSet<>();
    String job = pipeline.files().get(0).text();
    for (PlanNode node : pipeline.plans().optimized().nodes()) {
      boolean keepsNothing =
          node instanceof PlanNode.Filter
              || node instanceof PlanNode.Select
              || node instanceof PlanNode.Union;
      if (!keepsNothing) {
        assertThat(job).contains(".uid(\"" + node.info().uid() + "\")");
        uids.add(node.info().uid());
      }
    }
    return uids;
  }

  /** Classes of rows and of what is kept. */
  private static List<GeneratedFile> records(CompiledPipeline pipeline) {
    return pipeline.files().subList(1, pipeline.files().size());
  }

  private static CompiledPipeline compile(Path file, Set<Rewrite> off) {
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(List.of(file), Path.of(""), "rewritten").withoutRewrites(off));
    assertThat(result.hasErrors()).isFalse();
    return result.pipelines().get(0);
  }
}
