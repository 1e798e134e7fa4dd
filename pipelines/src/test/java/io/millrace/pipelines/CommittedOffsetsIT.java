package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.kafka.TopicRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A job without a savepoint goes on at the offsets that another one of its group committed. */
class CommittedOffsetsIT {
  @Test
  void readsOnWhereTheGroupEnded() throws Exception {
    CompiledPipeline pipeline = Pipelines.compileTest("committed");
    Topics.fresh("committed.words", 2);
    Topics.fresh("committed.copies", 1);
    Topics.write("committed.words", List.of("a", "b", "c", "d"));
    try (RunningPipeline job = RunningPipeline.start(pipeline)) {
      Topics.await("committed.copies", 4);
      long deadline = System.nanoTime() + Testbed.PATIENCE.toNanos();
      while (Topics.committedOffsets("committed-words") < 4 && System.nanoTime() < deadline) {
        job.job().checkpoint();
        TimeUnit.MILLISECONDS.sleep(200); // The reader commits when it has no wait for records.
      }
    }
    assertThat(Topics.committedOffsets("committed-words")).isEqualTo(4);
    Topics.write("committed.words", List.of("e", "f"));
    try (RunningPipeline job = RunningPipeline.start(pipeline)) {
      Topics.await("committed.copies", 6);
      job.settle();
    }
    assertThat(Topics.readAll("committed.copies"))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
  }
}
