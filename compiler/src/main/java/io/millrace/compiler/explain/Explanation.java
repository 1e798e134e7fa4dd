package io.millrace.compiler.explain;

import io.millrace.compiler.optimize.PlanOptimizer;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanPrinter;
import io.millrace.compiler.plan.StateSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pipeline became.
 *
 * @param text the plan as written, the state of each node, where sinks' fields come from, and what
 *     each rewrite changed
 * @param mermaid its graph for Markdown
 * @param dot its graph for Graphviz
 */
public record Explanation(String text, String mermaid, String dot) {
  /**
   * Explains a plan.
   *
   * @param logical as it was resolved, before any rewrite
   */
  public static Explanation of(Plan logical) {
    List<PlanOptimizer.Step> steps = PlanOptimizer.steps(logical);
    Plan last = steps.get(steps.size() - 1).plan();
    PlanGraph graph = new PlanGraph(last);
    return new Explanation(text(logical, steps), graph.mermaid(), graph.dot());
  }

  private static String text(Plan logical, List<PlanOptimizer.Step> steps) {
    StringBuilder out = new StringBuilder();
    String printed = PlanPrinter.print(logical);
    out.append(printed).append("\nidentities and state\n");
    for (String line : identities(logical)) {
      out.append("  ").append(line).append('\n');
    }
    out.append("\nlineage\n");
    new Lineage(logical).lines().forEach(line -> out.append("  ").append(line).append('\n'));
    for (PlanOptimizer.Step step : steps) {
      String after = PlanPrinter.print(step.plan());
      List<String> changes = LineDiff.of(printed, after);
      out.append("\nrewrite ").append(step.name());
      if (step.off()) {
        out.append(": switched off under `job.rewrites`\n");
      } else {
        out.append(changes.isEmpty() ? ": nothing to do\n" : ": " + step.reason() + "\n");
      }
      changes.forEach(line -> out.append("  ").append(line).append('\n'));
      printed = after;
    }
    return out.toString();
  }

  /** One line a node, and one a state of it. */
  private static List<String> identities(Plan plan) {
    int width = plan.nodes().stream().mapToInt(node -> node.id().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      lines.add(pad(node.id(), width) + "  uid " + node.info().uid());
      for (StateSpec state : node.states()) {
        lines.add(
            pad("", width)
                + "  keeps "
                + state.what()
                + (state.bound() == null
                    ? ", for ever; to bound it: " + state.help()
                    : ", until " + state.bound()));
      }
    }
    return lines;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
