package io.millrace.local.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;

/** The operators of a job in an order in which each stands behind its inputs. */
record JobGraph(List<StreamNode> nodes, Map<Integer, SourceTransformation<?, ?, ?>> sources) {
  static JobGraph of(StreamExecutionEnvironment environment) {
    Map<Integer, SourceTransformation<?, ?, ?>> sources = new HashMap<>();
    for (Transformation<?> end : environment.getTransformations()) {
      for (Transformation<?> transformation : end.getTransitivePredecessors()) {
        if (transformation instanceof SourceTransformation<?, ?, ?> source) {
          sources.put(source.getId(), source);
        }
      }
    }
    StreamGraph graph = environment.getStreamGraph(false);
    return new JobGraph(ordered(withoutCommitters(graph.getStreamNodes())), sources);
  }

  /** Without what stands behind writers: nothing is committed. */
  private static Map<Integer, StreamNode> withoutCommitters(Collection<StreamNode> all) {
    Map<Integer, StreamNode> byId = new LinkedHashMap<>();
    all.forEach(node -> byId.put(node.getId(), node));
    Deque<StreamNode> open = new ArrayDeque<>();
    all.stream()
        .filter(node -> node.getOperatorFactory() instanceof SinkWriterOperatorFactory<?, ?>)
        .forEach(open::add);
    Set<Integer> dropped = new HashSet<>();
    while (!open.isEmpty()) {
      for (StreamEdge edge : open.poll().getOutEdges()) {
        if (dropped.add(edge.getTargetId())) {
          open.add(byId.get(edge.getTargetId()));
        }
      }
    }
    byId.keySet().removeAll(dropped);
    return byId;
  }

  private static List<StreamNode> ordered(Map<Integer, StreamNode> nodes) {
    List<StreamNode> ordered = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    while (ordered.size() < nodes.size()) {
      int before = ordered.size();
      for (StreamNode node : nodes.values()) {
        boolean ready =
            !done.contains(node.getId())
                && node.getInEdges().stream().allMatch(edge -> done.contains(edge.getSourceId()));
        if (ready) {
          ordered.add(node);
          done.add(node.getId());
        }
      }
      if (ordered.size() == before) {
        throw new IllegalStateException("the graph has a cycle");
      }
    }
    return ordered;
  }
}
