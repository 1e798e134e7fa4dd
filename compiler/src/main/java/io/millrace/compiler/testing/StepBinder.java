package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Binds the steps of one test in their order: a restore may change what later ones are about. */
final class StepBinder {
  private final TargetBinder targets;
  private final Diagnostics out;
  private final List<TestStep> bound = new ArrayList<>();
  private final Set<String> snapshots = new LinkedHashSet<>();
  private TestTarget target;
  private boolean looks;

  StepBinder(TestTarget target, TargetBinder targets, Diagnostics out) {
    this.target = target;
    this.targets = targets;
    this.out = out;
  }

  List<TestStep> bound() {
    return bound;
  }

  /** Whether anything is looked at. */
  boolean looks() {
    return looks;
  }

  void steps(YamlNode steps, String path) {
    int index = 0;
    for (YamlNode step : Yaml.items(steps)) {
      for (YamlMapping.Entry entry : ((YamlMapping) step).entries()) {
        bind(entry, path + "[" + index + "]");
      }
      index++;
    }
  }

  void end(Span span) {
    bound.add(new TestStep.End(span));
  }

  /** Binds one thing that happens, by the name of its field. */
  void bind(YamlMapping.Entry entry, String path) {
    String name = entry.key().value();
    String at = path + "." + name;
    Span span = entry.key().span();
    switch (name) {
      case "given" -> {
        GivenBinder given = new GivenBinder(target, out);
        for (YamlMapping.Entry feed : ((YamlMapping) entry.value()).entries()) {
          TestStep.Feed fed = given.bind(feed, at + "." + feed.key().value());
          if (fed != null) {
            bound.add(fed);
          }
        }
      }
      case "expect" -> {
        looks = true;
        ExpectBinder expect = new ExpectBinder(target, out);
        for (YamlMapping.Entry demand : ((YamlMapping) entry.value()).entries()) {
          Expectation expectation = expect.bind(demand, at + "." + demand.key().value());
          if (expectation != null) {
            bound.add(new TestStep.Expect(expectation));
          }
        }
      }
      case "advance" -> bound.add(advance(entry.value(), span));
      case "idle" -> idle(entry.value(), at, span);
      case "end" -> end(span);
      case "snapshot" -> {
        String snapshot = ((YamlScalar) entry.value()).value();
        snapshots.add(snapshot);
        bound.add(new TestStep.Snapshot(snapshot, span));
      }
      case "restore" -> restore(entry.value(), at, span);
      default -> throw new IllegalStateException("the schema lets a step have " + name);
    }
  }

  private TestStep.Advance advance(YamlNode written, Span span) {
    if (written instanceof YamlScalar both) {
      TestStep.Move move = move(both);
      return new TestStep.Advance(move, move, span);
    }
    YamlMapping clocks = (YamlMapping) written;
    return new TestStep.Advance(
        clocks.get("processing-time") instanceof YamlScalar text ? move(text) : null,
        clocks.get("event-time") instanceof YamlScalar text ? move(text) : null,
        span);
  }

  private TestStep.Move move(YamlScalar text) {
    Duration by = Durations.parse(text.value());
    return by != null
        ? new TestStep.Move(by, null)
        : new TestStep.Move(null, Yaml.instant(text, out));
  }

  private void idle(YamlNode written, String path, Span span) {
    Plan plan = target.plans().resolved();
    List<String> known = Names.sources(plan);
    List<String> sources = new ArrayList<>();
    for (YamlNode item : Yaml.items(written)) {
      YamlScalar name = (YamlScalar) item;
      if (known.contains(name.value())) {
        sources.add(name.value());
      } else {
        out.add(Names.unknown(TestCode.TST001, Yaml.located(name), path, "source", known));
      }
    }
    bound.add(new TestStep.Idle(sources, span));
  }

  private void restore(YamlNode written, String path, Span span) {
    YamlScalar snapshot;
    YamlScalar pipeline = null;
    if (written instanceof YamlMapping options) {
      snapshot = (YamlScalar) options.get("snapshot");
      pipeline = (YamlScalar) options.get("pipeline");
    } else {
      snapshot = (YamlScalar) written;
    }
    Located<String> name = Yaml.located(snapshot);
    if (!snapshots.contains(name.value())) {
      Diagnostic unknown = Names.unknown(TestCode.TST008, name, path, "snapshot", snapshots);
      out.add(
          snapshots.isEmpty()
              ? unknown.withHelp("take it in a step before: `- snapshot: " + name.value() + "`")
              : unknown);
    }
    if (pipeline != null) {
      TestTarget next = targets.next(Yaml.located(pipeline), path + ".pipeline");
      if (next != null) {
        target = next;
      }
    }
    bound.add(new TestStep.Restore(name.value(), target, span));
  }
}
