package io.millrace.local.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Addresses of brokers as a user writes them. */
public final class BrokerAddress {
  private BrokerAddress() {}

  /**
   * Returns when something listens at one address at least. Speaks no protocol, so that it needs no
   * credentials: a Kafka client would retry for a minute and then say that it timed out.
   *
   * @param bootstrapServers {@code host:port}, comma-separated
   * @throws BrokerUnreachableException with a message for the user
   */
  public static void requireReachable(String bootstrapServers, Duration timeout) {
    List<String> failures = new ArrayList<>();
    for (String address : bootstrapServers.split(",")) {
      String failure = failure(address.strip(), timeout);
      if (failure.isEmpty()) {
        return;
      }
      failures.add(address.strip() + ": " + failure);
    }
    throw new BrokerUnreachableException(
        "no Kafka broker answers at " + String.join(", ", failures));
  }

  private static String failure(String address, Duration timeout) {
    int colon = address.lastIndexOf(':');
    int port;
    try {
      port = Integer.parseInt(address.substring(colon + 1));
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (colon <= 0 || port < 1 || port > 65_535) {
      return "not of the form host:port";
    }
    String host = address.substring(0, colon).replaceAll("^\\[|\\]$", "");
    try {
      String failure = "unknown host";
      for (InetAddress resolved : InetAddress.getAllByName(host)) {
        failure = failure(new InetSocketAddress(resolved, port), timeout);
        if (failure.isEmpty()) {
          break;
        }
      }
      return failure;
    } catch (UnknownHostException e) {
      return "unknown host";
    }
  }

  private static String failure(InetSocketAddress target, Duration timeout) {
    try (Socket socket = new Socket()) {
      socket.connect(target, (int) timeout.toMillis());
      return "";
    } catch (IOException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }
}
