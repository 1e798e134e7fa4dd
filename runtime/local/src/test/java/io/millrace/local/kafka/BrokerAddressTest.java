package io.millrace.local.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerAddressTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Test
  void oneReachableAddressIsEnough() throws IOException {
    try (ServerSocket socket = LoopbackPort.listen()) {
      String list = "127.0.0.1:" + LoopbackPort.free() + ", 127.0.0.1:" + socket.getLocalPort();
      assertThatCode(() -> BrokerAddress.requireReachable(list, TIMEOUT))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void namesEachAddressWithItsReason() throws IOException {
    String closed = "127.0.0.1:" + LoopbackPort.free();
    assertThatThrownBy(
            () -> BrokerAddress.requireReachable(closed + ",broker,host:0,x.invalid:9092", TIMEOUT))
        .isInstanceOf(BrokerUnreachableException.class)
        .hasMessageStartingWith("no Kafka broker answers at " + closed + ": Connection refused")
        .hasMessageContaining("broker: not of the form host:port")
        .hasMessageContaining("host:0: not of the form host:port")
        .hasMessageEndingWith("x.invalid:9092: unknown host");
  }
}
