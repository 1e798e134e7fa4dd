package io.millrace.local.flink;

import io.millrace.local.jvm.TemporaryDirectory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster inside this JVM, on loopback addresses and free ports; runs any number of jobs.
 */
public final class LocalFlink implements AutoCloseable {
  private final MiniCluster cluster;
  private final TemporaryDirectory directory;

  /** How many task managers run, and how many were lost before them. */
  private final int taskManagers;

  private int lostTaskManagers;

  private LocalFlink(MiniCluster cluster, TemporaryDirectory directory, int taskManagers) {
    this.cluster = cluster;
    this.directory = directory;
    this.taskManagers = taskManagers;
  }

  /** One task manager with four slots. */
  public static LocalFlink start() {
    return start(FlinkOptions.defaults());
  }

  /** Returns when jobs can be submitted. */
  public static LocalFlink start(FlinkOptions options) {
    TemporaryDirectory directory = TemporaryDirectory.create("millrace-flink-");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(options, directory.path()))
                .setNumTaskManagers(options.taskManagers())
                .setNumSlotsPerTaskManager(options.slotsPerTaskManager())
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress("127.0.0.1")
                .build());
    LocalFlink flink = new LocalFlink(cluster, directory, options.taskManagers());
    try {
      cluster.start();
      return flink;
    } catch (Exception e) {
      IllegalStateException failure =
          new IllegalStateException("cannot start Flink: " + FailureText.of(e), e);
      try {
        flink.close();
      } catch (IllegalStateException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  private static Configuration configuration(FlinkOptions options, java.nio.file.Path directory) {
    Configuration c = new Configuration();
    c.set(RestOptions.ADDRESS, "127.0.0.1");
    c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    c.set(RestOptions.PORT, 0);
    c.set(RestOptions.BIND_PORT, "0");
    c.set(BlobServerOptions.PORT, "0");
    c.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    c.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    c.set(TaskManagerOptions.HOST, "127.0.0.1");
    c.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    // RocksDB's share of a slot; outside the heap, and taken as it is used.
    c.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes(64L * options.slotsPerTaskManager()));
    c.set(CoreOptions.TMP_DIRS, directory.toString());
    options.configuration().forEach(c::setString);
    return c;
  }

  /** A new environment to build a topology on. */
  public StreamExecutionEnvironment environment() {
    return new StreamExecutionEnvironment(new Configuration());
  }

  /** Starts the job. */
  public JobHandle run(PipelineTopology topology) {
    return run(topology.environment(), topology.job().jar().loader(), null);
  }

  /** Starts the job from a savepoint. */
  public JobHandle run(PipelineTopology topology, SavepointRestore restore) {
    return run(topology.environment(), topology.job().jar().loader(), restore);
  }

  /** Starts the job of a topology whose classes this JVM has on its class path. */
  public JobHandle run(StreamExecutionEnvironment environment) {
    return run(environment, LocalFlink.class.getClassLoader(), null);
  }

  /** The same, from a savepoint. */
  public JobHandle run(StreamExecutionEnvironment environment, SavepointRestore restore) {
    return run(environment, LocalFlink.class.getClassLoader(), restore);
  }

  private JobHandle run(
      StreamExecutionEnvironment environment,
      ClassLoader loader,
      @Nullable SavepointRestore restore) {
    return ContextLoader.call(
        loader,
        () -> {
          StreamGraph graph = environment.getStreamGraph();
          environment
              .getConfiguration()
              .getOptional(PipelineOptions.JARS)
              .ifPresent(jars -> jars.forEach(jar -> graph.addJar(new Path(jar))));
          graph.setSavepointRestoreSettings(
              restore == null
                  ? SavepointRestoreSettings.fromConfiguration(environment.getConfiguration())
                  : SavepointRestoreSettings.forPath(
                      restore.location(),
                      restore.allowNonRestoredState(),
                      RecoveryClaimMode.NO_CLAIM));
          return submit(graph, loader);
        });
  }

  private JobHandle submit(StreamGraph graph, ClassLoader loader) {
    String name = graph.getName();
    try {
      JobID id = cluster.submitJob(graph).get().getJobID();
      ClientUtils.waitUntilJobInitializationFinished(
          () -> cluster.getJobStatus(id).get(), () -> cluster.requestJobResult(id).get(), loader);
      return new JobHandle(cluster, id, name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting job " + name, e);
    } catch (Exception e) {
      throw new JobFailedException("job " + name + " could not start: " + FailureText.of(e), e);
    }
  }

  /**
   * Loses all task managers with the tasks on them, and starts as many new ones. Jobs fail and
   * restart from their last checkpoints.
   */
  public synchronized void replaceTaskManagers() {
    try {
      for (int i = 0; i < taskManagers; i++) {
        cluster.terminateTaskManager(lostTaskManagers++).get(60, TimeUnit.SECONDS);
      }
      for (int i = 0; i < taskManagers; i++) {
        cluster.startTaskManager();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while replacing task managers", e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot replace task managers: " + FailureText.of(e), e);
    }
  }

  /** Ends what runs and removes the cluster's files. */
  @Override
  public void close() {
    try {
      cluster.closeAsync().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Flink did not stop: " + FailureText.of(e), e);
    } finally {
      directory.close();
    }
  }
}
