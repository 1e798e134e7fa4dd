package io.millrace.local.testing;

import org.jspecify.annotations.Nullable;

/** Failures of a tested job, told apart from mistakes of the runner. */
final class Failures {
  private Failures() {}

  /** The job failed, as it would on a cluster. */
  static final class JobFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobFailure(Throwable cause) {
      super(cause);
    }
  }

  /** Something that may fail. */
  interface Action {
    void run() throws Exception;
  }

  /** Runs a piece of the job; what it throws is its failure. */
  static void run(Action action) {
    try {
      action.run();
    } catch (JobFailure e) {
      throw e;
    } catch (Exception e) {
      throw new JobFailure(e);
    }
  }

  /** The messages of a failure and its causes, the innermost last, without repeats. */
  static String message(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = failure; at != null; at = next(at)) {
      String message = at.getMessage();
      boolean wrapper = at instanceof JobFailure || at.getClass().getName().contains("Chained");
      if (!wrapper && message != null && text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return text.isEmpty() ? String.valueOf(failure) : text.toString();
  }

  private static @Nullable Throwable next(Throwable at) {
    return at.getCause() == at ? null : at.getCause();
  }
}
