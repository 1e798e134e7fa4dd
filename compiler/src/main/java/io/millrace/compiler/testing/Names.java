package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names of nodes and outputs, and what is said of those that are not there. */
final class Names {
  private Names() {}

  /** The node of that id, or null. */
  static @Nullable PlanNode node(Plan plan, String id) {
    for (PlanNode node : plan.nodes()) {
      if (node.id().equals(id)) {
        return node;
      }
    }
    return null;
  }

  /** All that an expectation can name: outputs and sinks. */
  static Collection<String> outputs(Plan plan) {
    TreeSet<String> names = new TreeSet<>(plan.shapes().keySet());
    plan.nodes().stream()
        .filter(PlanNode.Sink.class::isInstance)
        .forEach(sink -> names.add(sink.id()));
    return names;
  }

  static List<String> sources(Plan plan) {
    return plan.nodes().stream()
        .filter(PlanNode.Source.class::isInstance)
        .map(PlanNode::id)
        .toList();
  }

  static List<String> lookups(Plan plan) {
    return plan.nodes().stream().filter(Lookup.class::isInstance).map(PlanNode::id).toList();
  }

  /** What to say of a name that is not there, with the nearest that is. */
  static Diagnostic unknown(
      DiagnosticCode code,
      Located<String> name,
      String path,
      String what,
      Collection<String> known) {
    String close = DidYouMean.closest(name.value(), known);
    Diagnostic diagnostic =
        Diagnostic.of(code, name.span(), path, "unknown " + what + " `" + name.value() + "`")
            .withLabel(close == null ? "" : "did you mean `" + close + "`?");
    return close == null && !known.isEmpty() && known.size() <= 12
        ? diagnostic.withHelp("there are: " + String.join(", ", known))
        : diagnostic;
  }
}
