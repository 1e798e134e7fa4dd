package io.millrace.compiler.api;

import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.KafkaCluster;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what a plan does with each Kafka cluster. */
final class KafkaUses {
  private KafkaUses() {}

  private record Topics(Set<String> reads, Set<String> writes) {}

  static List<KafkaUse> of(Plan plan) {
    Map<KafkaCluster, Topics> clusters = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof KafkaSource source) {
        source.topics().forEach(t -> topics(clusters, source.cluster()).reads().add(t.text()));
        topics(clusters, source.cluster());
      } else if (node instanceof PlanNode.KafkaSink sink) {
        topics(clusters, sink.cluster()).writes().add(sink.topic().text());
      }
    }
    return clusters.entrySet().stream()
        .map(
            entry ->
                new KafkaUse(
                    entry.getKey().id(),
                    brokersParameter(entry.getKey().bootstrapServers()),
                    List.copyOf(entry.getValue().reads()),
                    List.copyOf(entry.getValue().writes())))
        .toList();
  }

  private static Topics topics(Map<KafkaCluster, Topics> clusters, KafkaCluster cluster) {
    return clusters.computeIfAbsent(
        cluster, c -> new Topics(new LinkedHashSet<>(), new LinkedHashSet<>()));
  }

  /** The parameter if the whole address is one. */
  private static @Nullable String brokersParameter(DeployValue address) {
    return address.parameters().size() == 1
            && address.text().equals("${" + address.parameters().get(0) + "}")
        ? address.parameters().get(0)
        : null;
  }
}
