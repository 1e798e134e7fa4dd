package io.millrace.runtime.job;

/**
 * A job cannot start, for a reason that its operator can mend. The message says it all, so there is
 * no stack trace: a {@code main} that lets it pass ends with that message and status 1. It must not
 * call {@code System.exit}, which would take down a JobManager that runs the {@code main}.
 */
public final class JobStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobStartException(String message) {
    super(message, null, false, false);
  }
}
