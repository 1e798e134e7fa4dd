package io.millrace.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.job.JobStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KafkaPreflightTest {
  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Less patient than for a person, who may be just starting a broker. */
  private static KafkaPreflight check(String servers) {
    return KafkaPreflight.of("main", servers).patience(Duration.ofSeconds(2));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  @Tag("thorough")
  void saysWhichBrokerDoesNotAnswer() throws IOException {
    String servers = "127.0.0.1:" + closedPort();
    assertThatThrownBy(() -> check(servers).topics("payments").check())
        .isInstanceOf(JobStartException.class)
        .hasMessageStartingWith("Kafka cannot be reached at " + servers + " (connection `main`): ")
        .hasMessageContaining("Is the broker running")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  @Tag("thorough")
  void givesUpOnAServerThatIsNoBroker() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String servers = "127.0.0.1:" + silent.getLocalPort();
      assertThatThrownBy(() -> check(servers).check())
          .isInstanceOf(JobStartException.class)
          .hasMessageContaining(servers);
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void saysThatAnAddressIsMalformed() {
    assertThatThrownBy(() -> check("no-port").check())
        .isInstanceOf(JobStartException.class)
        .hasMessageContaining("no-port");
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void keepsCredentialsOutOfItsMessages() throws IOException {
    String servers = "127.0.0.1:" + closedPort();
    assertThatThrownBy(
            () ->
                KafkaPreflight.of("main", servers)
                    .property("security.protocol", "SASL_PLAINTEXT")
                    .property("sasl.mechanism", "PLAIN")
                    .property("sasl.jaas.config", "nonsense password=\"hunter2\"")
                    .check())
        .isInstanceOf(JobStartException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }
}
