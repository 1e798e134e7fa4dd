package io.millrace.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.kafka.EmbeddedKafka;
import io.millrace.local.kafka.SharedKafka;
import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import io.millrace.runtime.job.JobStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  private static LocalFlink flink;

  @TempDir Path savepoints;

  @BeforeAll
  static void startFlink() {
    flink = LocalFlink.start(FlinkOptions.defaults().withSlots(2, 2));
  }

  @AfterAll
  static void stopFlink() {
    flink.close();
  }

  @Test
  void continuesFromASavepointExactlyOnce() throws Exception {
    EmbeddedKafka kafka = SharedKafka.get();
    kafka.createTopic("words", 2);
    kafka.createTopic("counts", 1);
    String[] args = {"--brokers", kafka.bootstrapServers()};
    String savepoint;

    write("a", "b", "a");
    try (PipelineTopology topology = topology("CountJob", args);
        TopicReader counts = new TopicReader(kafka.bootstrapServers(), "counts")) {
      JobHandle job = flink.run(topology);
      assertThat(counts.awaitCount(3, LONG))
          .extracting(TopicRecord::valueText)
          .containsExactlyInAnyOrder("a=1", "b=1", "a=2");
      write("b");
      savepoint = job.stopWithSavepoint(savepoints);
      assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
    }

    write("a");
    try (PipelineTopology topology = topology("CountJob", args);
        TopicReader counts = new TopicReader(kafka.bootstrapServers(), "counts")) {
      JobHandle job = flink.run(topology, SavepointRestore.of(savepoint));
      counts.awaitCount(5, LONG);
      job.cancel();
      assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
      assertThat(job.await(LONG)).isEqualTo(JobStatus.CANCELED);
      job.cancel();
      assertThat(counts.readToEnd())
          .extracting(TopicRecord::valueText)
          .containsExactlyInAnyOrder("a=1", "b=1", "a=2", "b=2", "a=3");
    }
  }

  @Test
  void checkpointsOnDemandAndCountsThem() throws Exception {
    EmbeddedKafka kafka = SharedKafka.get();
    kafka.createTopic("checkpoint-words", 1);
    kafka.createTopic("checkpoint-counts", 1);
    try (PipelineTopology topology =
        topology(
            "CountJob",
            "--brokers",
            kafka.bootstrapServers(),
            "--in",
            "checkpoint-words",
            "--out",
            "checkpoint-counts")) {
      JobHandle job = flink.run(topology);
      job.checkpoint();
      long completed = job.completedCheckpoints();
      assertThat(completed).isPositive();
      job.awaitCheckpoints(completed + 1, LONG);
      assertThat(job.lastFailure()).isEmpty();
      assertThatThrownBy(() -> job.await(Duration.ZERO))
          .hasMessage("job count is still RUNNING after 0 s");
      job.cancel();
      assertThatThrownBy(() -> job.awaitCheckpoints(Long.MAX_VALUE, LONG))
          .hasMessageStartingWith("job count is CANCELED without");
    }
  }

  @Test
  void namesTheRootCauseOfAFailure() throws Exception {
    try (PipelineTopology topology = topology("FailingJob", "--mode", "arithmetic")) {
      JobHandle job = flink.run(topology);
      assertThatThrownBy(() -> job.await(LONG))
          .isInstanceOf(JobFailedException.class)
          .hasMessage("job failing failed: ArithmeticException: / by zero");
      assertThat(job.lastFailure()).contains("ArithmeticException: / by zero");
      assertThatThrownBy(() -> job.awaitCheckpoints(1, LONG))
          .isInstanceOf(JobFailedException.class);
    }
  }

  @Test
  void namesCausesThatOnlyTheJobsJarKnows() throws Exception {
    try (PipelineTopology topology = topology("FailingJob", "--mode", "own")) {
      JobHandle job = flink.run(topology);
      assertThatThrownBy(() -> job.await(LONG))
          .hasMessage("job failing failed: NoSuchLuck: zero is not allowed");
    }
  }

  @Test
  void passesOnWhatTheJobThrows() {
    assertThatThrownBy(() -> topology("FailingJob"))
        .isInstanceOf(JobStartException.class)
        .hasMessageContaining("parameter mode is missing: give --mode <string>");
  }

  @Test
  void refusesASavepointThatIsNotThere() throws Exception {
    try (PipelineTopology topology = topology("FailingJob", "--mode", "own")) {
      String missing = savepoints.resolve("missing").toString();
      assertThatThrownBy(() -> flink.run(topology, SavepointRestore.of(missing)))
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining("job failing could not start")
          .hasMessageContaining(missing);
    }
  }

  @Test
  void refusesAClassThatIsNoJob() throws Exception {
    List<GeneratedFile> sources = JobSources.of("CountJob");
    assertThatThrownBy(() -> GeneratedJob.load(sources, "jobs.CountJob$Word"))
        .hasMessageStartingWith(
            "This is a bug in Millrace: jobs.CountJob$Word is not a generated job class");
  }

  @Test
  void runsATopologyOfThisClassPath() {
    StreamExecutionEnvironment env = flink.environment();
    env.fromData(1, 2, 3).sinkTo(new DiscardingSink<>());
    assertThat(flink.run(env).await(LONG)).isEqualTo(JobStatus.FINISHED);
  }

  private static PipelineTopology topology(String job, String... args) throws Exception {
    return PipelineTopology.build(JobSources.of(job), "jobs." + job, flink.environment(), args);
  }

  private static void write(String... words) {
    try (TopicWriter writer = new TopicWriter(SharedKafka.get().bootstrapServers(), "words")) {
      for (String word : words) {
        writer.send(word);
      }
    }
  }
}
