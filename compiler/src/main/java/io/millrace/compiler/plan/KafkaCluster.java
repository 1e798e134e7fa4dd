package io.millrace.compiler.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection; the properties are Kafka client properties. */
public record KafkaCluster(
    String id, DeployValue bootstrapServers, Map<String, DeployValue> properties) {
  public KafkaCluster {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
