package io.millrace.local.testing;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.testing.Demand;
import io.millrace.compiler.testing.Expectation;
import io.millrace.compiler.testing.PipelineTest;
import io.millrace.compiler.testing.TestStep;
import io.millrace.compiler.testing.TestTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;

/** Runs one test. */
final class TestRun {
  /**
   * A savepoint.
   *
   * @param sequence what came from there on, came later
   */
  private record Savepoint(Map<String, OperatorSubtaskState> states, long sequence) {}

  /** Hears what happens in tests. */
  interface Listener {
    /** An output was looked at; the verdict follows. */
    void judged(Expectation expectation, Judge judge);

    /** A job has ended, in whatever way. */
    void ran(TestTarget target, Observed seen);
  }

  private final PipelineTest test;
  private final LoadedJobs jobs;
  private final Listener listener;
  private final Outputs outputs = new Outputs();
  private final TestClock clock;
  private final Map<String, Savepoint> snapshots = new HashMap<>();

  /** Where what came in vain begins and ends: it came behind a savepoint that was restored. */
  private final List<long[]> undone = new ArrayList<>();

  private final Map<String, Long> looked = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private @Nullable TestJob job;
  private long started;
  private long checkpoints;

  TestRun(PipelineTest test, LoadedJobs jobs, Listener listener) {
    this.test = test;
    this.jobs = jobs;
    this.listener = listener;
    this.clock = new TestClock(test.clock().toEpochMilli());
  }

  /** Why it failed; empty if it passed. */
  List<Failure> run() {
    Span at = test.name().span();
    try {
      start(test.target(), 0, Map.of());
      for (int i = 0; i < test.steps().size(); i++) {
        TestStep step = test.steps().get(i);
        at = step.span();
        step(step, i);
      }
      if (test.fails() != null) {
        failures.add(
            new Failure("the job was expected to fail", test.fails().span(), path(), List.of()));
      }
    } catch (Failures.JobFailure e) {
      failed(e, at);
    } catch (TestMistake e) {
      failures.add(new Failure(String.valueOf(e.getMessage()), at, path(), List.of()));
    } finally {
      ended();
    }
    return failures;
  }

  private String path() {
    return "tests." + test.name().value();
  }

  private void failed(Failures.JobFailure failure, Span at) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TestMistake mistake) {
        failures.add(new Failure(String.valueOf(mistake.getMessage()), at, path(), List.of()));
        return;
      }
    }
    String message = Failures.message(failure);
    if (test.fails() == null) {
      failures.add(new Failure("the job failed: " + message, at, path(), List.of()));
    } else if (!message.contains(test.fails().value())) {
      failures.add(
          new Failure(
              "the job failed with another message",
              test.fails().span(),
              path(),
              List.of(message)));
    }
  }

  /** What came since the test started, as exactly-once sinks would have written it. */
  private List<Seen> committed(List<String> names) {
    return outputs.since(0, names).stream()
        .filter(
            row ->
                undone.stream()
                    .noneMatch(range -> row.sequence() >= range[0] && row.sequence() < range[1]))
        .toList();
  }

  /** The job that runs, if any, has ended. */
  private void ended() {
    TestJob running = job;
    if (running != null) {
      listener.ran(running.target(), new JobObserved(running, outputs, started));
      running.close();
      job = null;
    }
  }

  private void start(TestTarget target, int from, Map<String, OperatorSubtaskState> states) {
    // Only what happens until the next restart says which operators are cut.
    List<TestStep> steps = new ArrayList<>();
    for (TestStep step : test.steps().subList(from, test.steps().size())) {
      if (step instanceof TestStep.Restore) {
        break;
      }
      steps.add(step);
    }
    started = outputs.next();
    job = TestJob.start(jobs.of(target.pipeline()), target, steps, outputs, clock, states);
  }

  private void step(TestStep step, int index) {
    TestJob running = job;
    if (running == null) {
      throw new IllegalStateException("no job");
    }
    if (step instanceof TestStep.Feed feed) {
      running.feed(feed);
    } else if (step instanceof TestStep.Advance advance) {
      running.advance(advance);
    } else if (step instanceof TestStep.Idle idle) {
      running.idle(idle.sources());
    } else if (step instanceof TestStep.End) {
      running.end();
    } else if (step instanceof TestStep.Snapshot snapshot) {
      snapshots.put(
          snapshot.name(), new Savepoint(running.snapshot(++checkpoints), outputs.next()));
    } else if (step instanceof TestStep.Restore restore) {
      ended();
      Savepoint savepoint = snapshots.get(restore.snapshot());
      if (savepoint == null) {
        throw new IllegalStateException("no snapshot " + restore.snapshot());
      }
      undone.add(new long[] {savepoint.sequence(), outputs.next()});
      start(restore.target(), index + 1, savepoint.states());
    } else {
      expect(((TestStep.Expect) step).expectation(), running);
    }
  }

  private void expect(Expectation expectation, TestJob running) {
    List<String> names = running.outputs(expectation.target());
    long since = looked.getOrDefault(expectation.target(), 0L);
    boolean asked = expectation.demands().stream().anyMatch(Demand.State.class::isInstance);
    Judge judge =
        new Judge(
            expectation,
            outputs.since(since, names),
            committed(names),
            asked ? running.state(expectation.target()) : List.of());
    listener.judged(expectation, judge);
    failures.addAll(judge.failures());
    looked.put(expectation.target(), outputs.next());
  }
}
