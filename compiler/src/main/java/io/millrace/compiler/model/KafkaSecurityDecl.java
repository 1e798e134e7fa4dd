package io.millrace.compiler.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How clients prove who they are to a Kafka cluster.
 *
 * @param properties what is a Kafka client property as it stands, by its Kafka name
 * @param login null: no SASL login
 */
public record KafkaSecurityDecl(Map<String, DeployText> properties, @Nullable Login login) {
  /**
   * A login with a name and a password.
   *
   * @param mechanism PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512
   */
  public record Login(String mechanism, DeployText username, DeployText password) {}
}
