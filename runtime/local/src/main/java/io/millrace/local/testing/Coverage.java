package io.millrace.local.testing;

import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.TestTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tests of a run reached in their pipelines. */
final class Coverage {
  /** What was reached in one pipeline. */
  private static final class OfPipeline {
    final Plan plan;
    final List<CoveragePoints.Rule> rules;
    final boolean[] reached;

    OfPipeline(Plan plan) {
      this.plan = plan;
      this.rules = CoveragePoints.of(plan);
      this.reached = new boolean[rules.size()];
    }

    CoverageData.OfPipeline data() {
      List<CoverageData.Point> points = new ArrayList<>();
      for (int i = 0; i < reached.length; i++) {
        points.add(rules.get(i).point().withReached(reached[i]));
      }
      return new CoverageData.OfPipeline(plan.file().name(), plan.name(), points);
    }
  }

  private final Map<String, OfPipeline> byFile = new TreeMap<>();

  /** A job has run. */
  void ran(TestTarget target, Observed seen) {
    Plan plan = target.plans().optimized();
    OfPipeline pipeline = byFile.computeIfAbsent(plan.file().name(), file -> new OfPipeline(plan));
    for (int i = 0; i < pipeline.reached.length; i++) {
      pipeline.reached[i] |= pipeline.rules.get(i).isReached().test(seen);
    }
  }

  /** By the files of the pipelines. */
  CoverageData data() {
    return new CoverageData(byFile.values().stream().map(OfPipeline::data).toList());
  }

  /** The plans of the pipelines, in the same order. */
  List<Plan> plans() {
    return byFile.values().stream().map(pipeline -> pipeline.plan).toList();
  }
}
