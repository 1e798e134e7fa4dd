package io.millrace.local.testing;

import io.millrace.compiler.diag.ColorPolicy;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.TerminalRenderer;
import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.Expectation;
import io.millrace.compiler.testing.PipelineTest;
import io.millrace.compiler.testing.TestLoader;
import io.millrace.compiler.testing.TestSuite;
import io.millrace.compiler.testing.TestTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.core.config.ConfigurationFactory;

/**
 * Runs files of tests. The exit code is 0 if all passed, 1 if some failed, and 2 if the files or
 * the arguments are not right.
 */
public final class TestMain {
  private static final int FAILED = 1;
  private static final int WRONG = 2;

  private final TestOptions options;
  private final PrintStream out;
  private final boolean color;
  private final Coverage coverage = new Coverage();

  private TestMain(TestOptions options, PrintStream out, boolean color) {
    this.options = options;
    this.out = out;
    this.color = color;
  }

  public static void main(String[] args) {
    if (System.getProperty(ConfigurationFactory.CONFIGURATION_FILE_PROPERTY) == null) {
      System.setProperty(
          ConfigurationFactory.CONFIGURATION_FILE_PROPERTY,
          "classpath:io/millrace/local/local-log4j2.properties");
    }
    System.exit(run(List.of(args), System.out));
  }

  /** Does what {@link #main} does, and returns the exit code. */
  static int run(List<String> args, PrintStream out) {
    try {
      TestOptions options = TestOptions.parse(args);
      boolean color = ColorPolicy.colorWanted(System.getenv(), false);
      return new TestMain(options, out, color).run();
    } catch (IllegalArgumentException e) {
      out.println("error: " + e.getMessage());
      out.print(TestOptions.USAGE);
      return WRONG;
    } catch (IOException e) {
      out.println("error: " + e);
      return WRONG;
    }
  }

  private int run() throws IOException {
    long start = System.nanoTime();
    TestLoader loader = new TestLoader(options.root(), options.basePackage());
    List<TestSuite> suites = new ArrayList<>();
    List<Diagnostic> found = new ArrayList<>();
    for (Path file : options.files()) {
      String stem = stem(file);
      Outcome<TestSuite> loaded = loader.load(file, name -> options.filter().picks(stem, name));
      found.addAll(loaded.diagnostics());
      if (loaded.isOk()) {
        suites.add(loaded.get());
      }
    }
    if (!found.isEmpty()) {
      out.println(new TerminalRenderer(color).render(found));
    }
    if (found.stream().anyMatch(Diagnostic::isError)) {
      out.println("the tests have mistakes, so none was run");
      return WRONG;
    }
    if (suites.stream().allMatch(suite -> suite.tests().isEmpty())) {
      out.println(options.filter().isAll() ? "there are no tests" : "no test is picked");
      return options.filter().isAll() || options.mayPickNone() ? 0 : WRONG;
    }
    Map<TestSuite, List<TestResult>> results = run(suites);
    boolean covered = tellCoverage();
    int code = summary(results, System.nanoTime() - start);
    return covered ? code : Math.max(code, FAILED);
  }

  private Map<TestSuite, List<TestResult>> run(List<TestSuite> suites) throws IOException {
    Map<TestSuite, List<TestResult>> all = new LinkedHashMap<>();
    Set<String> reported = new HashSet<>();
    try (LoadedJobs jobs = new LoadedJobs()) {
      for (TestSuite suite : suites) {
        List<TestResult> results = new ArrayList<>();
        ExpectationUpdate update = new ExpectationUpdate(suite.source());
        for (PipelineTest test : suite.tests()) {
          results.add(run(suite, test, jobs, update));
        }
        if (options.update() && update.write(suite.file())) {
          out.println(
              "%s: %s rewritten".formatted(suite.source().name(), counted(update.size(), "list")));
        }
        if (options.reports() != null && !results.isEmpty()) {
          SurefireXml.write(options.reports(), reportName(suite, reported), results);
        }
        all.put(suite, results);
      }
    }
    return all;
  }

  private TestResult run(
      TestSuite suite, PipelineTest test, LoadedJobs jobs, ExpectationUpdate update) {
    long start = System.nanoTime();
    List<Failure> failures =
        jobs.within(
            test.target().pipeline(), () -> new TestRun(test, jobs, new Observer(update)).run());
    TestResult result =
        new TestResult(suite.source().name(), test, failures, System.nanoTime() - start);
    boolean rewritten = options.update() && update.covers(failures);
    if (!result.passed() && !rewritten) {
      out.println(new FailureText(color).of(result));
    }
    return rewritten
        ? new TestResult(suite.source().name(), test, List.of(), result.nanos())
        : result;
  }

  /** Collects what is rewritten, and what was reached. */
  private final class Observer implements TestRun.Listener {
    private final ExpectationUpdate update;

    Observer(ExpectationUpdate update) {
      this.update = update;
    }

    @Override
    public void judged(Expectation expectation, Judge judge) {
      if (options.update()) {
        update.judged(expectation, judge);
      }
    }

    @Override
    public void ran(TestTarget target, Observed seen) {
      if (options.coverage() != null || options.minimum() > 0) {
        coverage.ran(target, seen);
      }
    }
  }

  /** Says what was reached; false if it is less than it has to be. */
  private boolean tellCoverage() throws IOException {
    CoverageData reached = coverage.data();
    if (options.coverage() != null) {
      CoverageReport.lines(reached).forEach(out::println);
      CoverageReport.write(options.coverage(), reached, coverage.plans());
      out.println("  lines are marked in " + shown(options.coverage().resolve("coverage.html")));
    }
    if (reached.percent() < options.minimum()) {
      out.println(
          "error: the tests reach %d%% of their pipelines, and have to reach %d%%"
              .formatted(reached.percent(), options.minimum()));
      return false;
    }
    return true;
  }

  /** A path as a person reads it. */
  private Path shown(Path path) {
    return path.startsWith(options.root()) ? options.root().relativize(path) : path;
  }

  private int summary(Map<TestSuite, List<TestResult>> all, long nanos) {
    long tests = all.values().stream().mapToLong(List::size).sum();
    long failed =
        all.values().stream().flatMap(List::stream).filter(result -> !result.passed()).count();
    long files = all.values().stream().filter(results -> !results.isEmpty()).count();
    out.println(
        String.format(
            Locale.ROOT,
            "%s in %s, %s failed (%.1f s)",
            counted(tests, "test"),
            counted(files, "file"),
            failed == 0 ? "none" : String.valueOf(failed),
            nanos / 1e9));
    return failed == 0 ? 0 : FAILED;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String stem(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(\\.test)?\\.ya?ml$", "");
  }

  /** As {@code nexmark.q5}; files of one name in two directories of tests are numbered. */
  private static String reportName(TestSuite suite, Set<String> taken) {
    String name =
        suite
            .source()
            .name()
            .replaceFirst("(\\.test)?\\.ya?ml$", "")
            .replaceFirst("^.*src/(main|test)/pipelines/", "")
            .replaceAll("[^A-Za-z0-9_-]+", ".");
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "." + i;
    }
    return free;
  }
}
