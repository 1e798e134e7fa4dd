package io.millrace.compiler.site;

import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanPrinter;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws a plan. Dead letters are edges, too. */
final class GraphDrawing {
  /** Longer texts outside of the job are cut, and shown in full in the node's part of the page. */
  private static final int LONGEST_PLACE = 36;

  /** Advance of a monospaced character at the sizes of the style sheet, rounded up. */
  private static final double NAME = 8.2;

  private static final double SMALL = 6.9;

  private final Plan plan;
  private final Redaction redaction;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<GraphLayout.Link> links = new ArrayList<>();
  private final List<GraphView.Edge> edges = new ArrayList<>();
  private final List<List<String>> outputs = new ArrayList<>();

  private GraphDrawing(Plan plan, Redaction redaction) {
    this.plan = plan;
    this.redaction = redaction;
  }

  static GraphView of(Plan plan, Redaction redaction) {
    return new GraphDrawing(plan, redaction).draw();
  }

  private GraphView draw() {
    for (PlanNode node : plan.nodes()) {
      numbers.put(node.id(), numbers.size());
      outputs.add(new ArrayList<>());
    }
    for (PlanNode node : plan.nodes()) {
      node.inputs().forEach(input -> edge(input, node));
      if (node.info().onError() instanceof ErrorPolicy.DeadLetter letters
          && numbers.containsKey(letters.sink())) {
        deadLetters(node, letters.sink());
      }
    }
    List<GraphLayout.Box> boxes = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      int number = boxes.size();
      double text =
          Math.max(
              node.id().length() * NAME,
              Math.max(kind(node).length(), place(node).length()) * SMALL);
      boxes.add(
          new GraphLayout.Box(
              Math.max(112, (int) Math.ceil(text) + 36),
              place(node).isEmpty() ? 52 : 68,
              outputs.get(number).size()));
    }
    GraphLayout.Drawing drawing = GraphLayout.of(boxes, links);
    List<GraphView.NodeBox> nodes = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      GraphLayout.Place at = drawing.places().get(nodes.size());
      nodes.add(
          new GraphView.NodeBox(
              node.id(),
              role(node),
              kind(node),
              place(node),
              redaction.text(tip(node)),
              at.x(),
              at.y(),
              at.width(),
              at.height()));
    }
    List<GraphView.Edge> placed = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      GraphLayout.Way way = drawing.ways().get(i);
      GraphView.Edge edge = edges.get(i);
      placed.add(
          new GraphView.Edge(
              edge.from(),
              edge.to(),
              edge.role(),
              way.path(),
              way.x(),
              way.y(),
              edge.output(),
              edge.row(),
              edge.mode(),
              edge.tip(),
              edge.stream()));
    }
    return new GraphView(
        drawing.width(), drawing.height(), drawing.width() * 17 / 20, nodes, placed);
  }

  private void edge(StreamRef input, PlanNode target) {
    StreamShape shape = plan.shape(input);
    String output = input.output() == null ? "" : input.output();
    String mode = shape.mode().isAppend() ? "" : shape.mode().display();
    add(
        input.node(),
        output,
        target.id(),
        new GraphView.Edge(
            input.node(),
            target.id(),
            mode.isEmpty() ? "append" : "updating",
            "",
            0,
            0,
            output,
            shape.row().name(),
            mode,
            shape.row().fields().stream()
                .map(Field::display)
                .collect(
                    Collectors.joining(
                        "\n", input.display() + ", " + shape.mode().display() + "\n", "")),
            input.display()));
  }

  private void deadLetters(PlanNode node, String sink) {
    add(
        node.id(),
        " bad",
        sink,
        new GraphView.Edge(
            node.id(),
            sink,
            "bad",
            "",
            0,
            0,
            "",
            "bad records",
            "",
            "what " + node.id() + " cannot work on",
            ""));
  }

  private void add(String from, String output, String to, GraphView.Edge edge) {
    int number = numbers.get(from);
    List<String> known = outputs.get(number);
    if (!known.contains(output)) {
      known.add(output);
    }
    int length = edge.output().length() + edge.row().length() + edge.mode().length();
    int spaces = (edge.output().isEmpty() ? 0 : 1) + (edge.mode().isEmpty() ? 0 : 1);
    links.add(
        new GraphLayout.Link(
            number,
            known.indexOf(output),
            numbers.get(to),
            (int) Math.ceil((length + spaces) * SMALL)));
    edges.add(edge);
  }

  static String role(PlanNode node) {
    return node instanceof PlanNode.Source
        ? "source"
        : node instanceof PlanNode.Sink ? "sink" : "operator";
  }

  static String kind(PlanNode node) {
    return PlanPrinter.kind(node).replace('-', ' ');
  }

  private String place(PlanNode node) {
    String all =
        redaction.text(
            NodePlaces.of(node).stream()
                .map(NodePlaces.Outside::name)
                .collect(Collectors.joining(", ")));
    return all.length() <= LONGEST_PLACE ? all : all.substring(0, LONGEST_PLACE - 1) + "…";
  }

  private static String tip(PlanNode node) {
    return node.id()
        + ": "
        + kind(node)
        + (node.info().description().isEmpty() ? "" : "\n" + node.info().description());
  }
}
