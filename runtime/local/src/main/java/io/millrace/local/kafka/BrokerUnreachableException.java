package io.millrace.local.kafka;

/** Nothing listens at the addresses given; the message says why for each. */
public final class BrokerUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerUnreachableException(String message) {
    super(message);
  }
}
