package io.millrace.local.flink;

/** A job failed, or could not start; the message names the root cause without Flink's wrapping. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
