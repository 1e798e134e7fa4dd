package io.millrace.pipelines.bench;

import java.util.concurrent.Callable;

/** How a benchmark's process ends. */
final class Ending {
  private static final int FAILED = 2;

  private Ending() {}

  /** Exits with the code that the benchmark returns, or with 2 and its trace when it throws. */
  // Whatever is thrown: Flink's and Kafka's threads would keep the process.
  @SuppressWarnings("CatchAndPrintStackTrace")
  static void of(Callable<Integer> benchmark) {
    int code = FAILED;
    try {
      code = benchmark.call();
    } catch (Throwable failure) {
      failure.printStackTrace();
    }
    System.exit(code);
  }
}
