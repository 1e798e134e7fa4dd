package io.millrace.runtime.lookup;

import org.jspecify.annotations.Nullable;

/** A question that was not answered. */
public final class LookupException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * @param message what went wrong, for a person; without values of the row
   * @param retryable whether the same question may be answered later
   */
  public LookupException(String message, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  public boolean isRetryable() {
    return retryable;
  }
}
