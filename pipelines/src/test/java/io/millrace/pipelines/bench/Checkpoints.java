package io.millrace.pipelines.bench;

import io.millrace.local.flink.JobHandle;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStatsSummarySnapshot;

/**
 * The checkpoints of one run.
 *
 * @param largest bytes of state
 * @param written bytes that a checkpoint wrote, on average
 * @param millis from trigger to completion, on average
 */
record Checkpoints(long count, long largest, long written, long millis) {
  /** Empty if none was completed. */
  static Optional<Checkpoints> of(JobHandle job) {
    return job.checkpointStatistics()
        .filter(statistics -> statistics.getCounts().getNumberOfCompletedCheckpoints() > 0)
        .map(
            statistics -> {
              CompletedCheckpointStatsSummarySnapshot summary = statistics.getSummaryStats();
              return new Checkpoints(
                  statistics.getCounts().getNumberOfCompletedCheckpoints(),
                  summary.getStateSizeStats().getMaximum(),
                  summary.getCheckpointedSize().getAverage(),
                  summary.getEndToEndDurationStats().getAverage());
            });
  }
}
