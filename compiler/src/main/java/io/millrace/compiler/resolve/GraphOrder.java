package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.model.SourceDecl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks ids and the names of inputs, and brings the operators into the order of their inputs. */
final class GraphOrder {
  private final PipelineDecl pipeline;
  private final Diagnostics out;
  private final Map<String, Located<String>> uids = new HashMap<>();
  private final Map<String, Located<String>> ids = new LinkedHashMap<>();
  private final Map<String, OperatorDecl> operators = new LinkedHashMap<>();
  private final Set<String> sinks = new HashSet<>();

  GraphOrder(PipelineDecl pipeline, Diagnostics out) {
    this.pipeline = pipeline;
    this.out = out;
  }

  /** Operators, each behind those it reads; those on or behind a cycle are left out. */
  List<OperatorDecl> order() {
    for (SourceDecl source : pipeline.sources()) {
      declare(source.head());
    }
    for (OperatorDecl operator : pipeline.operators()) {
      declare(operator.head());
      operators.putIfAbsent(operator.head().id().value(), operator);
    }
    for (SinkDecl sink : pipeline.sinks()) {
      declare(sink.head());
      sinks.add(sink.head().id().value());
    }
    for (OperatorDecl operator : pipeline.operators()) {
      for (InputRef input : operator.inputs()) {
        checkInput(input, operator.head().path() + "." + operator.roleOf(input));
      }
    }
    for (SinkDecl sink : pipeline.sinks()) {
      for (InputRef input : sink.inputs()) {
        checkInput(input, sink.head().path() + ".input");
      }
    }
    return sort();
  }

  private void declare(NodeHead head) {
    Located<String> id = head.id();
    Located<String> first = ids.putIfAbsent(id.value(), id);
    if (first != null) {
      out.add(
          Diagnostic.of(
                  ReferenceCode.REF002,
                  id.span(),
                  head.path(),
                  "id `" + id.value() + "` is taken: sources, operators and sinks share their ids")
              .withRelated(first.span(), "first used here"));
      return;
    }
    Located<String> uid = head.uid() == null ? id : head.uid();
    Located<String> other = uids.putIfAbsent(uid.value(), uid);
    if (other != null) {
      boolean here = head.uid() != null;
      out.add(
          Diagnostic.of(
                  ReferenceCode.REF017,
                  (here ? uid : other).span(),
                  here ? head.path() + ".uid" : "",
                  "uid `" + uid.value() + "` is taken by another node")
              .withRelated((here ? other : uid).span(), "the other node"));
    }
  }

  private void checkInput(InputRef input, String path) {
    if (!ids.containsKey(input.node())) {
      // In a fragment, names are as it writes them.
      String prefix = input.node().substring(0, input.node().lastIndexOf('/') + 1);
      String name = input.node().substring(prefix.length());
      List<String> known =
          ids.keySet().stream()
              .filter(id -> !sinks.contains(id) && id.lastIndexOf('/') == prefix.length() - 1)
              .filter(id -> id.startsWith(prefix))
              .map(id -> id.substring(prefix.length()))
              .toList();
      String close = DidYouMean.closest(name, known);
      out.add(
          Diagnostic.of(
                  ReferenceCode.REF001,
                  input.text().span(),
                  path,
                  "there is no source or operator `" + name + "`")
              .withLabel(close == null ? "" : "did you mean `" + close + "`?")
              .withHelp(
                  close == null && !known.isEmpty() && known.size() <= 12
                      ? "there are: " + String.join(", ", known)
                      : null));
    } else if (sinks.contains(input.node())) {
      out.add(
          Diagnostic.of(
              ReferenceCode.REF011,
              input.text().span(),
              path,
              "`" + input.node() + "` is a sink and has no output"));
    }
  }

  private List<OperatorDecl> sort() {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    Map<String, List<String>> readers = new LinkedHashMap<>();
    for (OperatorDecl operator : operators.values()) {
      String id = operator.head().id().value();
      Set<String> upstream =
          operator.inputs().stream()
              .map(InputRef::node)
              .filter(operators::containsKey)
              .collect(Collectors.toSet());
      waiting.put(id, upstream.size());
      upstream.forEach(up -> readers.computeIfAbsent(up, k -> new ArrayList<>()).add(id));
    }
    Deque<String> ready = new ArrayDeque<>();
    waiting.forEach(
        (id, count) -> {
          if (count == 0) {
            ready.add(id);
          }
        });
    List<OperatorDecl> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      String id = ready.poll();
      sorted.add(operators.get(id));
      waiting.remove(id);
      for (String reader : readers.getOrDefault(id, List.of())) {
        if (waiting.merge(reader, -1, Integer::sum) == 0) {
          ready.add(reader);
        }
      }
    }
    reportCycles(waiting.keySet());
    return sorted;
  }

  /**
   * Each cycle once, at the input that closes it; nodes that only hang behind one are not named.
   */
  private void reportCycles(Set<String> left) {
    Set<String> done = new HashSet<>();
    for (String start : left) {
      List<String> walk = new ArrayList<>();
      String at = start;
      while (at != null && !walk.contains(at) && !done.contains(at)) {
        walk.add(at);
        at = upstreamIn(at, left);
      }
      if (at != null && !done.contains(at)) {
        List<String> cycle = walk.subList(walk.indexOf(at), walk.size());
        reportCycle(cycle);
      }
      done.addAll(walk);
    }
  }

  private @Nullable String upstreamIn(String id, Set<String> left) {
    return operators.get(id).inputs().stream()
        .map(InputRef::node)
        .filter(left::contains)
        .findFirst()
        .orElse(null);
  }

  private void reportCycle(List<String> cycle) {
    String first = cycle.get(0);
    OperatorDecl operator = operators.get(first);
    String next = cycle.size() > 1 ? cycle.get(1) : first;
    InputRef input =
        operator.inputs().stream().filter(i -> i.node().equals(next)).findFirst().orElseThrow();
    List<String> flow = new ArrayList<>(cycle);
    Collections.reverse(flow);
    flow.add(flow.get(0));
    out.add(
        Diagnostic.of(
            ReferenceCode.REF003,
            input.text().span(),
            operator.head().path() + "." + operator.roleOf(input),
            "the graph has a cycle: " + String.join(" → ", flow)));
  }
}
