package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.KafkaCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Client properties of Kafka clusters in Java. */
final class ClusterJava {
  private final JobContext job;

  ClusterJava(JobContext job) {
    this.job = job;
  }

  /** Calls that set all properties of a cluster, in their order. */
  void properties(KafkaCluster cluster, String method, List<String> calls) {
    Map<String, String> values = new LinkedHashMap<>();
    KafkaCluster.Login login = cluster.login();
    if (login != null) {
      String kafkaLogin = job.imports.use("io.millrace.runtime.kafka.KafkaLogin");
      values.put(
          "sasl.jaas.config",
          kafkaLogin
              + "."
              + (login.mechanism().startsWith("SCRAM") ? "scram" : "plain")
              + "("
              + DeployJava.text(login.username())
              + ", "
              + DeployJava.text(login.password())
              + ")");
    }
    for (Map.Entry<String, DeployValue> property : cluster.properties().entrySet()) {
      values.put(property.getKey(), DeployJava.text(property.getValue()));
    }
    values.forEach(
        (name, value) -> calls.add(method + "(" + JavaLiterals.string(name) + ", " + value + ")"));
  }
}
