package io.millrace.runtime.format;

/** Bytes that are no row of the declared type. The message says what was found and where. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    // A bad record is data: no stack trace is ever read, and filling one costs microseconds.
    super(message, null, false, false);
  }
}
