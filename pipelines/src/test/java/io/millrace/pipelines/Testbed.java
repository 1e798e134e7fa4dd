package io.millrace.pipelines;

import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.LocalFlink;
import io.millrace.local.kafka.BrokerOptions;
import io.millrace.local.kafka.EmbeddedKafka;
import java.time.Duration;

/** One broker and one Flink cluster for all tests of a JVM; both end with it. */
public final class Testbed {
  /** How long a test waits for what must come; no test is that slow. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final class Holder {
    static final EmbeddedKafka KAFKA =
        EmbeddedKafka.start(
            BrokerOptions.defaults().withPatience(Duration.ofSeconds(60)).withoutShutdownHook());
    static final LocalFlink FLINK =
        LocalFlink.start(
            FlinkOptions.defaults()
                .withSlots(1, 8)
                .with(
                    "metrics.reporter.read-offsets.factory.class",
                    ReadOffsets.Factory.class.getName()));

    static {
      // Jobs before their broker, or they complain about its loss.
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    FLINK.close();
                    KAFKA.close();
                  },
                  "testbed-stop"));
    }
  }

  private Testbed() {}

  public static EmbeddedKafka kafka() {
    return Holder.KAFKA;
  }

  public static String brokers() {
    return kafka().bootstrapServers();
  }

  public static LocalFlink flink() {
    return Holder.FLINK;
  }
}
