package io.millrace.local.testing;

import io.millrace.compiler.testing.ExpectedRow;
import java.util.List;

/** What was seen of one job of a test. */
final class JobObserved implements Observed {
  private final TestJob job;
  private final Outputs outputs;
  private final long from;

  /**
   * @param from the number of the first row since the job started
   */
  JobObserved(TestJob job, Outputs outputs, long from) {
    this.job = job;
    this.outputs = outputs;
    this.from = from;
  }

  private List<Seen> seen(String output) {
    return outputs.since(from, job.outputs(output));
  }

  @Override
  public long rows(String output) {
    return seen(output).size();
  }

  @Override
  public long deletes(String output) {
    return seen(output).stream().filter(row -> row.change() == ExpectedRow.Change.DELETE).count();
  }

  @Override
  public long skipped(String node) {
    return job.counters().skipped(job.uid(node));
  }

  @Override
  public long held(String node) {
    return job.counters().decisions(job.uid(node), true);
  }

  @Override
  public long failed(String node) {
    return job.counters().decisions(job.uid(node), false);
  }

  @Override
  public boolean isReplaced(String node) {
    return job.isReplaced(node);
  }
}
