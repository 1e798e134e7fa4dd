package io.millrace.compiler.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a Kafka cluster.
 *
 * @param login null: none, or one that the properties spell out
 * @param properties Kafka client properties
 */
public record KafkaCluster(
    String id,
    DeployValue bootstrapServers,
    @Nullable Login login,
    Map<String, DeployValue> properties) {
  public KafkaCluster {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /**
   * A login with a name and a password.
   *
   * @param mechanism of SASL
   */
  public record Login(String mechanism, DeployValue username, DeployValue password) {}
}
