package io.millrace.compiler.explain;

import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanPrinter;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as a graph. Sources and sinks have shapes of their own; an edge says which named output it
 * is, the type of its rows, and how they change unless they are only added.
 */
public final class PlanGraph {
  private final Plan plan;

  public PlanGraph(Plan plan) {
    this.plan = plan;
  }

  /** For Markdown: {@code flowchart LR …}, without the fence. */
  public String mermaid() {
    StringBuilder out = new StringBuilder("flowchart LR\n");
    Map<String, String> names = new HashMap<>();
    for (PlanNode node : plan.nodes()) {
      String name = "n" + names.size();
      names.put(node.id(), name);
      String label = mermaidText(node.id()) + "<br/><small>" + kind(node) + "</small>";
      out.append("  ").append(name);
      if (node instanceof PlanNode.Source) {
        out.append("([\"").append(label).append("\"])");
      } else if (node instanceof PlanNode.Sink) {
        out.append("[[\"").append(label).append("\"]]");
      } else {
        out.append("[\"").append(label).append("\"]");
      }
      out.append('\n');
    }
    for (PlanNode node : plan.nodes()) {
      for (StreamRef input : node.inputs()) {
        out.append("  ")
            .append(names.get(input.node()))
            .append(" -->|\"")
            .append(mermaidText(edge(input)))
            .append("\"| ")
            .append(names.get(node.id()))
            .append('\n');
      }
    }
    return out.toString();
  }

  /** For Graphviz. */
  public String dot() {
    StringBuilder out = new StringBuilder("digraph ").append(dotText(plan.name())).append(" {\n");
    out.append("  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    out.append("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (PlanNode node : plan.nodes()) {
      out.append("  ").append(dotText(node.id()));
      out.append(" [label=").append(dotText(node.id() + "\n" + kind(node)));
      if (node instanceof PlanNode.Source) {
        out.append(", shape=ellipse");
      } else if (node instanceof PlanNode.Sink) {
        out.append(", peripheries=2");
      }
      out.append("];\n");
    }
    for (PlanNode node : plan.nodes()) {
      for (StreamRef input : node.inputs()) {
        out.append("  ").append(dotText(input.node()));
        out.append(" -> ").append(dotText(node.id()));
        out.append(" [label=").append(dotText(edge(input))).append("];\n");
      }
    }
    return out.append("}\n").toString();
  }

  private String edge(StreamRef input) {
    StreamShape shape = plan.shape(input);
    String output = input.output() == null ? "" : input.output() + ": ";
    String mode = shape.mode().isAppend() ? "" : " " + shape.mode().display();
    return output + shape.row().name() + mode;
  }

  private static String kind(PlanNode node) {
    return PlanPrinter.kind(node).replace('-', ' ');
  }

  /** Mermaid has entities of its own, and takes text between quotes for HTML. */
  private static String mermaidText(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (List.of('"', '<', '>', '&', '#', '|').contains((char) c)) {
                out.append('#').append(c).append(';');
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }

  private static String dotText(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
