package io.millrace.compiler.explain;

import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of sources reach which fields of sinks, and through which expressions. Conditions
 * decide on rows, not on values, so they are no part of it.
 */
public final class Lineage {
  private final Plan plan;
  private final Derivations derivations;
  private final Map<Cell, Map<Cell, Set<String>>> traced = new HashMap<>();

  public Lineage(Plan plan) {
    this.plan = plan;
    this.derivations = new Derivations(plan);
  }

  /** A field of a stream. */
  public record Cell(String stream, String field) {
    @Override
    public String toString() {
      return stream + "." + field;
    }
  }

  /**
   * Where a sink's field comes from.
   *
   * @param origins fields of sources, each with what its values go through on their way, as {@code
   *     per-ip: sum(bytes)}
   */
  public record SinkField(Cell cell, Map<Cell, Set<String>> origins) {}

  /** Of all sinks, in the order of the plan. */
  public List<SinkField> sinkFields() {
    List<SinkField> all = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      if (!(node instanceof PlanNode.Sink) || node.inputs().isEmpty()) {
        continue;
      }
      for (Field field : plan.shape(node.inputs().get(0)).row().fields()) {
        Map<Cell, Set<String>> origins = new LinkedHashMap<>();
        for (StreamRef input : node.inputs()) {
          merge(trace(new Cell(input.display(), field.name())), List.of(), origins);
        }
        all.add(new SinkField(new Cell(node.id(), field.name()), origins));
      }
    }
    return all;
  }

  /** One line a field and origin. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (SinkField field : sinkFields()) {
      if (field.origins().isEmpty()) {
        lines.add(field.cell() + " ← no field");
      }
      field
          .origins()
          .forEach(
              (origin, steps) ->
                  lines.add(
                      field.cell()
                          + " ← "
                          + origin
                          + (steps.isEmpty() ? "" : " through " + String.join("; ", steps))));
    }
    return lines;
  }

  private Map<Cell, Set<String>> trace(Cell cell) {
    Map<Cell, Set<String>> known = traced.get(cell);
    if (known != null) {
      return known;
    }
    Map<Cell, Set<String>> origins = new LinkedHashMap<>();
    Derivations.Derivation derivation = derivations.of(cell);
    if (derivation == null) {
      origins.put(cell, new LinkedHashSet<>());
    } else {
      for (Cell from : derivation.from()) {
        merge(trace(from), derivation.through(), origins);
      }
    }
    traced.put(cell, origins);
    return origins;
  }

  private static void merge(
      Map<Cell, Set<String>> more, List<String> step, Map<Cell, Set<String>> into) {
    more.forEach(
        (origin, steps) -> {
          Set<String> all = into.computeIfAbsent(origin, k -> new LinkedHashSet<>());
          all.addAll(steps);
          all.addAll(step);
        });
  }
}
