package io.millrace.local.kafka;

/**
 * A port of the embedded broker beside the one for everybody, which clients reach in another way.
 *
 * @param name as {@code SECURE}: settings of the broker start with {@code listener.name.secure.}
 * @param protocol a security protocol of Kafka, as {@code SASL_SSL}
 */
public record BrokerListener(String name, String protocol, int port) {
  public BrokerListener {
    if (!name.matches("[A-Z]+")) {
      throw new IllegalArgumentException("not a name of a listener: " + name);
    }
  }

  /** As {@code 127.0.0.1:41234}. */
  public String bootstrapServers() {
    return BrokerProperties.HOST + ":" + port;
  }
}
