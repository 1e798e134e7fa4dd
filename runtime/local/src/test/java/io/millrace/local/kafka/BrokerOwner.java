package io.millrace.local.kafka;

import java.io.IOException;
import java.time.Duration;

/** A JVM of its own that owns a broker: prints its pid and directory, ends when told. */
final class BrokerOwner {
  private BrokerOwner() {}

  /** Exits on the first input, and never closes the broker. */
  public static void main(String[] args) throws IOException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            BrokerOptions.defaults().withPatience(Duration.ofSeconds(60)).withoutShutdownHook());
    System.out.println(kafka.pid() + " " + kafka.directory());
    System.out.flush();
    System.exit(System.in.read() < 0 ? 1 : 7);
  }
}
