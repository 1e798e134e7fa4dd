package io.millrace.local.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of 127.0.0.1. */
final class LoopbackPort {
  private LoopbackPort() {}

  /** A listening socket on a port that the system picks. */
  static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, address());
  }

  /** A port that was free just now. */
  static int free() throws IOException {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  /** Throws what binding to it says when it is taken. */
  static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as Kafka does: a port in TIME_WAIT counts as free
      socket.bind(new InetSocketAddress(address(), port));
    }
  }

  private static InetAddress address() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
