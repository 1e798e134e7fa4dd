package io.millrace.compiler.generate;

import io.millrace.compiler.check.EventTimeWaits;
import io.millrace.compiler.check.JobTimes;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.KafkaCluster;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.OffsetSpec;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Java that asks Kafka clusters for what sources and sinks need. */
final class KafkaPreflightJava {
  private final JobContext job;

  KafkaPreflightJava(JobContext job) {
    this.job = job;
  }

  /** What the job needs of one cluster. */
  private static final class Needs {
    final List<String> reads = new ArrayList<>();
    final List<String> writes = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
  }

  /** Adds a statement a cluster. */
  void checks(Code code) {
    Map<KafkaCluster, Needs> clusters = new LinkedHashMap<>();
    for (PlanNode node : job.plan.nodes()) {
      if (node instanceof KafkaSource source) {
        source(source, clusters.computeIfAbsent(source.cluster(), k -> new Needs()));
      } else if (node instanceof PlanNode.KafkaSink sink) {
        sink(sink, clusters.computeIfAbsent(sink.cluster(), k -> new Needs()));
      }
    }
    clusters.forEach((cluster, needs) -> check(cluster, needs, code));
  }

  private void source(KafkaSource node, Needs needs) {
    subtasks(node, needs);
    node.topics().stream().map(DeployJava::text).forEach(needs.reads::add);
    List<OffsetSpec> offsets = new ArrayList<>(List.of(node.start()));
    if (node.stop() != null) {
      offsets.add(node.stop());
    }
    for (OffsetSpec spec : offsets) {
      if (spec instanceof OffsetSpec.Partitions partitions && !partitions.offsets().isEmpty()) {
        needs.calls.add(
            "partition("
                + DeployJava.text(node.topics().get(0))
                + ", "
                + partitions.offsets().lastKey()
                + ")");
      } else if (spec instanceof OffsetSpec.Committed) {
        needs.calls.add("committed(" + DeployJava.text(node.groupId()) + ")");
      }
    }
  }

  /** More subtasks than partitions are worth a word; a source that ends ends them at once. */
  private void subtasks(KafkaSource node, Needs needs) {
    DeployValue own = node.info().parallelism();
    DeployValue parallelism = own == null ? job.plan.job().parallelism() : own;
    if (parallelism == null || parallelism.text().equals("1") || node.topics().isEmpty()) {
      return;
    }
    if (!node.isBounded()) {
      boolean stalls =
          node.time() != null
              && node.time().idleAfter() == null
              && EventTimeWaits.behind(job.plan, node) != null;
      String path = own == null ? "job.parallelism" : node.info().path() + ".parallelism";
      needs.calls.add(
          (stalls ? "subtasksThatWait(" : "subtasks(")
              + JavaLiterals.string(node.id())
              + ", "
              + DeployJava.integer(path, parallelism)
              + ", "
              + String.join(", ", node.topics().stream().map(DeployJava::text).toList())
              + ")");
    }
  }

  private static void sink(PlanNode.KafkaSink node, Needs needs) {
    String topic = DeployJava.text(node.topic());
    needs.writes.add(topic);
    if (node.delivery() == SinkDecl.Delivery.EXACTLY_ONCE) {
      needs.calls.add(
          "transactions("
              + DeployJava.text(node.transactionalIdPrefix())
              + ", "
              + topic
              + ", "
              + JavaLiterals.longValue(JobTimes.transactionTimeout(node).toMillis())
              + ")");
    }
  }

  private void check(KafkaCluster cluster, Needs needs, Code code) {
    List<String> calls = new ArrayList<>();
    new ClusterJava(job).properties(cluster, "property", calls);
    if (!needs.reads.isEmpty()) {
      calls.add("topics(" + distinct(needs.reads) + ")");
    }
    if (!needs.writes.isEmpty()) {
      calls.add("writes(" + distinct(needs.writes) + ")");
    }
    needs.calls.stream().distinct().forEach(calls::add);
    calls.add("check()");
    code.chain(
        job.imports.use("io.millrace.runtime.kafka.KafkaPreflight")
            + ".of("
            + JavaLiterals.string(cluster.id())
            + ", "
            + DeployJava.text(cluster.bootstrapServers())
            + ")",
        calls);
  }

  private static String distinct(List<String> topics) {
    return String.join(", ", topics.stream().distinct().toList());
  }
}
