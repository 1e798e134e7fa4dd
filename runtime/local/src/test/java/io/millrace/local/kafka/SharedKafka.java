package io.millrace.local.kafka;

import java.time.Duration;

/** One broker for all tests of a JVM; each test names topics of its own. It ends with the JVM. */
public final class SharedKafka {
  private static final class Holder {
    static final EmbeddedKafka KAFKA =
        EmbeddedKafka.start(BrokerOptions.defaults().withPatience(Duration.ofSeconds(60)));
  }

  private SharedKafka() {}

  public static EmbeddedKafka get() {
    return Holder.KAFKA;
  }
}
