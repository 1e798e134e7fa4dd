package io.millrace.local.testing;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.testing.CoverageData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What rows can reach in a pipeline: every output of every node, every sink, both sides of the
 * conditions of filters, routes and results, and the way of records that a node cannot work on.
 *
 * <p>Conditions are told by what goes in and comes out, so the generated code runs as it is: a row
 * that a filter does not pass on is one for which the condition is false.
 */
final class CoveragePoints {
  /** A point that is not reached yet, and what has to be seen for it. */
  record Rule(CoverageData.Point point, Predicate<Observed> isReached) {}

  private final List<Rule> rules = new ArrayList<>();
  private final Plan plan;

  private CoveragePoints(Plan plan) {
    this.plan = plan;
    for (PlanNode node : plan.nodes()) {
      add(node);
    }
  }

  static List<Rule> of(Plan plan) {
    List<Rule> rules = new CoveragePoints(plan).rules;
    // In the order of the pipeline's file, then those in fragments.
    rules.sort(
        Comparator.comparing((Rule rule) -> !rule.point().file().equals(plan.file().name()))
            .thenComparing(rule -> rule.point().file())
            .thenComparing(rule -> rule.point().line()));
    return List.copyOf(rules);
  }

  private void add(PlanNode node) {
    String id = node.id();
    Map<String, Span> cases = new LinkedHashMap<>();
    if (node instanceof PlanNode.Filter filter) {
      filter(filter);
    } else if (node instanceof PlanNode.Route route) {
      for (Column one : route.cases()) {
        cases.put(id + "." + one.name(), one.expression().span());
      }
    } else if (node instanceof PlanNode.Sink || plan.shapes().containsKey(id)) {
      add(node, CoverageData.Kind.NODE, "rows", node.info().span(), seen -> seen.rows(id) > 0);
    }
    for (String output : plan.shapes().keySet()) {
      if (output.startsWith(id + ".") && isRead(output)) {
        Span span = cases.getOrDefault(output, node.info().span());
        add(node, CoverageData.Kind.BRANCH, output, span, seen -> seen.rows(output) > 0);
      }
    }
    if (node instanceof PlanNode.Route route) {
      route(route);
    }
    if (node instanceof PlanNode.Aggregate aggregate && aggregate.having() != null) {
      Span span = aggregate.having().span();
      condition(node, "having", true, span, seen -> seen.held(id) > 0);
      condition(node, "having", false, span, seen -> seen.failed(id) > 0);
    }
    errors(node);
  }

  private void filter(PlanNode.Filter node) {
    String id = node.id();
    Span span = node.where().span();
    condition(node, "where", true, span, seen -> seen.rows(id) > seen.deletes(id));
    condition(
        node,
        "where",
        false,
        span,
        // Of a stream that updates, a row that no longer passes is taken away.
        seen -> left(node, seen) > seen.rows(id) || seen.deletes(id) > deletes(node, seen));
  }

  private void route(PlanNode.Route node) {
    List<String> outputs = new ArrayList<>();
    node.cases().forEach(one -> outputs.add(node.id() + "." + one.name()));
    boolean append = node.inputs().stream().allMatch(in -> plan.shape(in).mode().isAppend());
    boolean allRead = outputs.stream().allMatch(this::isRead);
    if (node.otherwise() != null) {
      outputs.add(node.id() + "." + node.otherwise());
    }
    for (int i = 0; i < node.cases().size(); i++) {
      List<String> upTo = outputs.subList(0, i + 1);
      List<String> behind = outputs.subList(i + 1, outputs.size());
      condition(
          node,
          "case " + node.cases().get(i).name(),
          false,
          node.cases().get(i).expression().span(),
          seen ->
              behind.stream().anyMatch(out -> seen.rows(out) > seen.deletes(out))
                  || (append
                      && allRead
                      && left(node, seen) > upTo.stream().mapToLong(seen::rows).sum()));
    }
  }

  private void errors(PlanNode node) {
    String id = node.id();
    Span span = node.info().span();
    if (node.info().onError() instanceof ErrorPolicy.DeadLetter) {
      add(
          node,
          CoverageData.Kind.ERROR,
          "bad records",
          span,
          seen -> seen.rows(id + "-bad-records") > 0);
    } else if (node.info().onError() instanceof ErrorPolicy.Skip) {
      add(node, CoverageData.Kind.ERROR, "skipped records", span, seen -> seen.skipped(id) > 0);
    }
  }

  private boolean isRead(String output) {
    return plan.nodes().stream()
        .flatMap(node -> node.inputs().stream())
        .anyMatch(input -> input.display().equals(output));
  }

  /** Rows that came in and did not fail. */
  private static long left(PlanNode node, Observed seen) {
    return node.inputs().stream().map(StreamRef::display).mapToLong(seen::rows).sum()
        - seen.skipped(node.id())
        - seen.rows(node.id() + "-bad-records");
  }

  private static long deletes(PlanNode node, Observed seen) {
    return node.inputs().stream().map(StreamRef::display).mapToLong(seen::deletes).sum();
  }

  private void condition(
      PlanNode node, String what, boolean value, Span span, Predicate<Observed> isReached) {
    add(node, CoverageData.Kind.CONDITION, what + " is " + value, span, isReached);
  }

  private void add(
      PlanNode node,
      CoverageData.Kind kind,
      String what,
      Span span,
      Predicate<Observed> isReached) {
    rules.add(
        new Rule(
            new CoverageData.Point(node.id(), kind, what, span.source().name(), span.line(), false),
            // Where the test gives a node's rows, nothing of the node is tested.
            seen -> !seen.isReplaced(node.id()) && isReached.test(seen)));
  }
}
