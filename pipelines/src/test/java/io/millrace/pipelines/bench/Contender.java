package io.millrace.pipelines.bench;

import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import org.apache.flink.configuration.Configuration;

/** One way to run a query from one of {@link Ends} to the other. */
interface Contender {
  String name();

  /** Whether it has this query. */
  boolean has(String query);

  /**
   * Starts the query.
   *
   * @param ends what it reads and writes
   * @param settings what is the same for all: parallelism, checkpoints, state backend
   */
  Run start(String query, Ends ends, LocalFlink flink, Configuration settings);

  /**
   * Whether updates take rows back one by one where ends have no keys; otherwise a row replaces the
   * one of its key.
   */
  default boolean retracts() {
    return false;
  }

  /** A job that was started; closing it frees its classes. */
  record Run(JobHandle job, AutoCloseable resources) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      resources.close();
    }
  }
}
