package io.millrace.local.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;

/** A submitted job. Methods throw {@link JobFailedException} when it has failed for good. */
public final class JobHandle {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MiniCluster cluster;
  private final JobID id;
  private final String name;
  private final CompletableFuture<JobResult> result;

  JobHandle(MiniCluster cluster, JobID id, String name) {
    this.cluster = cluster;
    this.id = id;
    this.name = name;
    this.result = cluster.requestJobResult(id);
  }

  public JobID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public JobStatus status() {
    return get("its status", cluster.getJobStatus(id), PATIENCE);
  }

  /**
   * Waits for the end of the job: FINISHED or CANCELED.
   *
   * @throws IllegalStateException after {@code timeout}; the message says what the job is doing
   */
  public JobStatus await(Duration timeout) {
    try {
      return outcome(result.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "job %s is still %s after %s s%s"
              .formatted(
                  name,
                  status(),
                  timeout.toSeconds(),
                  lastFailure().map(f -> "; its last failure: " + f).orElse("")),
          e);
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for the end however long it takes. */
  public JobStatus await() {
    return await(Duration.ofDays(10_000));
  }

  /** Whether it has ended, successfully or not. */
  public boolean hasEnded() {
    return result.isDone();
  }

  /** Why the job last failed or restarted; empty when it never did. */
  public Optional<String> lastFailure() {
    ErrorInfo failure = graph().getFailureInfo();
    return failure == null ? Optional.empty() : Optional.of(FailureText.of(failure.getException()));
  }

  /** Cancels the job and waits until it is gone; does nothing when it has ended. */
  public void cancel() {
    if (!result.isDone()) {
      // It may end by itself meanwhile: then the request fails, and nothing is lost.
      get(
          "its end",
          cluster.cancelJob(id).handle((ok, e) -> ok).thenCombine(result, (ok, r) -> r),
          PATIENCE);
    }
  }

  /** Ends the job with a savepoint and returns its location; sinks have committed by then. */
  public String stopWithSavepoint(Path directory) {
    String location =
        get(
            "a savepoint",
            cluster.stopWithSavepoint(
                id, directory.toUri().toString(), false, SavepointFormatType.CANONICAL),
            PATIENCE);
    await(PATIENCE);
    return location;
  }

  /** Takes a savepoint of the running job and returns its location. */
  public String savepoint(Path directory) {
    return get(
        "a savepoint",
        cluster.triggerSavepoint(
            id, directory.toUri().toString(), false, SavepointFormatType.CANONICAL),
        PATIENCE);
  }

  /** Takes a checkpoint now and waits for it: a barrier behind all that was read before. */
  public void checkpoint() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      awaitRunning(PATIENCE);
      try {
        CompletableFuture<?> taken = cluster.triggerCheckpoint(id);
        // Of a job that ends meanwhile, Flink may never answer.
        get("a checkpoint", CompletableFuture.anyOf(taken, result), PATIENCE);
        if (!taken.isDone()) {
          throw new IllegalStateException("job " + name + " ended instead of a checkpoint");
        }
        return;
      } catch (IllegalStateException e) {
        // Flink declines it when a task ends just then, as those of bounded sources do.
        boolean declined = ExceptionUtils.findThrowable(e, CheckpointException.class).isPresent();
        if (!declined || hasEnded() || System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  /** How many checkpoints completed since the job started or was restored. */
  public long completedCheckpoints() {
    CheckpointStatsSnapshot stats = graph().getCheckpointStatsSnapshot();
    return stats == null ? 0 : stats.getCounts().getNumberOfCompletedCheckpoints();
  }

  /** What checkpoints took since the job started or was restored; empty if it takes none. */
  public Optional<CheckpointStatsSnapshot> checkpointStatistics() {
    return Optional.ofNullable(graph().getCheckpointStatsSnapshot());
  }

  /** Waits until {@code count} checkpoints in all have completed. */
  public void awaitCheckpoints(long count, Duration timeout) {
    poll(() -> completedCheckpoints() >= count, count + " completed checkpoints", timeout);
  }

  /** Waits until all tasks of the job run. */
  public void awaitRunning(Duration timeout) {
    poll(
        () -> {
          AccessExecutionGraph graph = graph();
          if (graph.getState() != JobStatus.RUNNING) {
            return false;
          }
          for (var vertex : graph.getAllExecutionVertices()) {
            switch (vertex.getExecutionState()) {
              case RUNNING, FINISHED -> {}
              default -> {
                return false;
              }
            }
          }
          return true;
        },
        "running tasks",
        timeout);
  }

  private void poll(java.util.function.BooleanSupplier reached, String what, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!reached.getAsBoolean()) {
      if (result.isDone()) {
        JobStatus status = await(PATIENCE); // throws when it failed
        throw new IllegalStateException("job " + name + " is " + status + " without " + what);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "job %s: no %s in %s s%s"
                .formatted(
                    name,
                    what,
                    timeout.toSeconds(),
                    lastFailure().map(f -> "; its last failure: " + f).orElse("")));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private AccessExecutionGraph graph() {
    return get("its state", cluster.getExecutionGraph(id), PATIENCE);
  }

  private JobStatus outcome(JobResult ended) {
    JobStatus status = status();
    if (status == JobStatus.FAILED) {
      throw failed(
          ended
              .getSerializedThrowable()
              .<Throwable>map(t -> t)
              .orElseGet(() -> new IllegalStateException("no cause given")));
    }
    return status;
  }

  private <T> T get(String what, CompletableFuture<? extends T> future, Duration timeout) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "job " + name + ": cannot get " + what + ": " + FailureText.of(e), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "job " + name + ": no answer to " + what + " in " + timeout.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private JobFailedException failed(Throwable cause) {
    return new JobFailedException("job " + name + " failed: " + FailureText.of(cause), cause);
  }

  private IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for job " + name, e);
  }
}
