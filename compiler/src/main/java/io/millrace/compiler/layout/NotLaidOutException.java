package io.millrace.compiler.layout;

/** The file is written in a way that has no form of its own. */
final class NotLaidOutException extends Exception {
  private static final long serialVersionUID = 1L;

  NotLaidOutException(String reason) {
    super(reason);
  }
}
