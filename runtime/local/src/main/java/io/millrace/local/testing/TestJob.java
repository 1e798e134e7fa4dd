package io.millrace.local.testing;

import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.testing.TestStep;
import io.millrace.compiler.testing.TestTarget;
import io.millrace.local.flink.GeneratedJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** A job of a test from its start to its end or its next savepoint. Single-threaded. */
final class TestJob implements AutoCloseable {
  /** How often sources are asked for watermarks while time goes by. */
  private static final long TICK = 200;

  /** More often than that brings nothing but time. */
  private static final int MOST_TICKS = 200;

  private final TestTarget target;
  private final Plan plan;
  private final TestClock clock;
  private final JobParts parts;
  private final Counters counters;

  /** Operators whose rows the test gives. */
  private final Set<String> replaced = new HashSet<>();

  private TestJob(TestTarget target, TestClock clock, JobParts parts, Counters counters) {
    this.target = target;
    this.plan = target.plans().optimized();
    this.clock = clock;
    this.parts = parts;
    this.counters = counters;
  }

  /**
   * Starts a job.
   *
   * @param steps all of the test, which say what partitions there are and which operators are cut
   * @param states of the operators by uid
   * @throws Failures.JobFailure if it does not start
   */
  static TestJob start(
      GeneratedJob job,
      TestTarget target,
      List<TestStep> steps,
      Outputs outputs,
      TestClock clock,
      Map<String, OperatorSubtaskState> states) {
    JobParts[] parts = new JobParts[1];
    Counters counters = new Counters();
    Failures.run(
        () ->
            parts[0] =
                new JobBuilder(job, target, steps, outputs, clock, states, counters).build());
    TestJob started = new TestJob(target, clock, parts[0], counters);
    for (TestStep step : steps) {
      if (step instanceof TestStep.Feed feed
          && !(started.node(feed.node()) instanceof PlanNode.Source)) {
        started.replaced.add(feed.node());
      }
    }
    return started;
  }

  Counters counters() {
    return counters;
  }

  boolean isReplaced(String node) {
    return replaced.contains(node);
  }

  String uid(String node) {
    return node(node).info().uid();
  }

  /** What runs. */
  TestTarget target() {
    return target;
  }

  /** Rows come in. */
  void feed(TestStep.Feed feed) {
    String uid = node(feed.node()).info().uid();
    SourceNode source = parts.sources().get(uid);
    if (source == null) {
      feedOperator(feed, uid);
      return;
    }
    for (TestStep.Fed fed : feed.rows()) {
      Failures.run(
          () -> {
            for (RowIntake.Taken taken : source.intake().take(fed)) {
              source.emit(taken.row(), taken.timestamp(), fed.partition());
            }
          });
    }
  }

  private void feedOperator(TestStep.Feed feed, String uid) {
    Emitter emitter = parts.main(uid);
    String tag = feed.output() == null ? null : feed.node() + "." + feed.output();
    RowCodec codec = tag == null ? emitter.codec() : parts.tags().get(tag);
    if (codec == null) {
      throw new TestMistake("nothing reads `" + tag + "`");
    }
    for (TestStep.Fed fed : feed.rows()) {
      TestStep.FedRow row = (TestStep.FedRow) fed;
      StreamRecord<Object> record = new StreamRecord<>(codec.row(row));
      if (row.eventMicros() != null) {
        record.setTimestamp(Math.floorDiv(row.eventMicros(), 1000L));
      }
      if (tag == null) {
        emitter.emit(record);
      } else {
        emitter.emit(tag, codec, record);
      }
    }
  }

  /** Time goes by. */
  void advance(TestStep.Advance advance) {
    if (advance.processingTime() != null) {
      long to = target(advance.processingTime(), clock.millis());
      Failures.run(() -> advanceProcessingTime(to));
    }
    if (advance.eventTime() != null) {
      long highest =
          parts.sources().values().stream()
              .mapToLong(SourceNode::watermark)
              .max()
              .orElse(Long.MIN_VALUE);
      long to = target(advance.eventTime(), highest == Long.MIN_VALUE ? clock.millis() : highest);
      parts.sources().values().forEach(source -> source.advance(to));
    }
  }

  private static long target(TestStep.Move move, long from) {
    return move.by() != null ? from + move.by().toMillis() : move.to().toEpochMilli();
  }

  private void advanceProcessingTime(long to) throws Exception {
    long tick = Math.max(TICK, (to - clock.millis()) / MOST_TICKS);
    parts.sources().values().forEach(SourceNode::tick);
    while (clock.millis() < to) {
      long next = Math.min(to, clock.millis() + tick);
      OptionalLong timer = nextTimer();
      if (timer.isPresent()) {
        next = Math.max(clock.millis(), Math.min(next, timer.getAsLong()));
      }
      clock.set(next);
      for (OperatorNode operator : parts.operators()) {
        operator.setTime(next);
      }
      parts.sources().values().forEach(SourceNode::tick);
    }
  }

  private OptionalLong nextTimer() {
    return parts.operators().stream()
        .map(OperatorNode::nextTimer)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  /** Sources hold back nobody. */
  void idle(List<String> sources) {
    sources.forEach(id -> parts.sources().get(node(id).info().uid()).idle());
  }

  /** The input of all sources ends. */
  void end() {
    parts.sources().values().forEach(SourceNode::end);
    for (OperatorNode operator : parts.operators()) {
      Failures.run(operator::end);
    }
  }

  /** What an operator of type {@code process} holds, a row for each key. */
  List<Seen> state(String target) {
    KeyedProcess process = (KeyedProcess) node(target);
    for (OperatorNode operator : parts.operators()) {
      if (operator.uid().equals(process.info().uid())) {
        List<Seen> rows = new ArrayList<>();
        Failures.run(() -> rows.addAll(operator.state(process)));
        return rows;
      }
    }
    throw new TestMistake("`" + target + "` does not run: its rows are given");
  }

  /** The state of all operators by uid. */
  Map<String, OperatorSubtaskState> snapshot(long checkpoint) {
    Map<String, OperatorSubtaskState> states = new LinkedHashMap<>();
    for (OperatorNode operator : parts.operators()) {
      Failures.run(() -> states.put(operator.uid(), operator.snapshot(checkpoint, clock.millis())));
    }
    for (OperatorNode operator : parts.operators()) {
      Failures.run(() -> operator.completed(checkpoint));
    }
    return states;
  }

  /** The outputs in which rows of a sink, a node or a named output come, by their names. */
  List<String> outputs(String target) {
    List<String> names = new ArrayList<>();
    outputs(target, names);
    return names;
  }

  private void outputs(String target, List<String> names) {
    // Also bad records, whose output has a name of its own.
    if (plan.nodes().stream().noneMatch(node -> node.id().equals(target))) {
      names.add("side:" + target);
      return;
    }
    PlanNode node = node(target);
    if (node instanceof PlanNode.Sink) {
      names.add("sink:" + node.info().uid());
    } else if (node instanceof PlanNode.Union) {
      node.inputs().forEach(input -> outputs(input.display(), names));
    } else {
      names.add("main:" + parts.mainUid(node.info().uid()));
    }
  }

  private PlanNode node(String id) {
    return plan.node(id);
  }

  @Override
  public void close() {
    for (OperatorNode operator : parts.operators()) {
      try {
        operator.close();
      } catch (Exception e) {
        // A job that failed need not close well.
      }
    }
  }
}
