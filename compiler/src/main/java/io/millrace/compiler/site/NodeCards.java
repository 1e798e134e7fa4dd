package io.millrace.compiler.site;

import io.millrace.compiler.api.PipelinePlans;
import io.millrace.compiler.diag.Span;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Describes the nodes of a pipeline and what flows out of them. */
final class NodeCards {
  private final Plan plan;
  private final Plan generated;
  private final Redaction redaction;
  private final Function<Span, PipelineView.LineLink> lines;
  private final Map<String, List<String>> readers = new HashMap<>();

  /**
   * @param lines where on the page a place of a file is
   */
  NodeCards(PipelinePlans plans, Redaction redaction, Function<Span, PipelineView.LineLink> lines) {
    this.plan = plans.resolved();
    this.generated = plans.optimized();
    this.redaction = redaction;
    this.lines = lines;
    for (PlanNode node : plan.nodes()) {
      for (StreamRef input : node.inputs()) {
        readers.computeIfAbsent(input.display(), stream -> new ArrayList<>()).add(node.id());
      }
    }
  }

  List<PipelineView.NodeCard> all() {
    return plan.nodes().stream().map(this::card).toList();
  }

  private PipelineView.NodeCard card(PlanNode node) {
    List<String> properties = new ArrayList<>();
    PlanPrinter.properties(plan, node).forEach(line -> properties.add(redaction.text(line)));
    if (!(node instanceof PlanNode.Source)
        && !(node.info().onError() instanceof ErrorPolicy.Fail)) {
      properties.add("on-error " + node.info().onError().display());
    }
    return new PipelineView.NodeCard(
        node.id(),
        GraphDrawing.role(node),
        GraphDrawing.kind(node),
        redaction.text(node.info().description()),
        node.info().uid(),
        lines.apply(node.info().span()),
        node.inputs().stream().map(StreamRef::display).toList(),
        NodePlaces.of(node).stream()
            .map(place -> new PipelineView.Fact(place.kind(), redaction.text(place.name())))
            .toList(),
        properties,
        node.states().stream()
            .map(
                state ->
                    new PipelineView.StateRow(
                        state.what(),
                        state.bound() == null ? "" : state.bound(),
                        state.help().replace("`", "")))
            .toList(),
        outputs(node),
        inGenerated(node) == null);
  }

  private @Nullable PlanNode inGenerated(PlanNode node) {
    return generated.nodes().stream()
        .filter(other -> other.id().equals(node.id()))
        .findFirst()
        .orElse(null);
  }

  private List<PipelineView.StreamCard> outputs(PlanNode node) {
    List<PipelineView.StreamCard> cards = new ArrayList<>();
    plan.shapes()
        .forEach(
            (stream, shape) -> {
              if (stream.equals(node.id()) || stream.startsWith(node.id() + ".")) {
                cards.add(stream(node, stream, shape));
              }
            });
    return cards;
  }

  private PipelineView.StreamCard stream(PlanNode node, String stream, StreamShape shape) {
    StreamShape used = generated.shapes().get(stream);
    boolean narrowed = node instanceof PlanNode.Source && used != null;
    List<PipelineView.FieldRow> fields = new ArrayList<>();
    for (Field field : shape.row().fields()) {
      fields.add(
          new PipelineView.FieldRow(
              field.name(),
              field.type().display() + (field.nullable() ? "?" : ""),
              !narrowed || used.row().field(field.name()) != null));
    }
    return new PipelineView.StreamCard(
        stream,
        shape.row().name(),
        shape.mode().display(),
        shape.mode().isAppend(),
        shape.watermarked(),
        !shape.mode().isAppend() && used != null && used.oldValues(),
        fields,
        readers.getOrDefault(stream, List.of()));
  }
}
