package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;

/** Five runs of one pipeline that each lose their only task manager in the middle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactlyOnceIT {
  private static final int RECORDS = 240_000;

  /** Of output that no transaction has committed when the task manager goes. */
  private static final long IN_FLIGHT = 2_000;

  private final CompiledPipeline pipeline = Pipelines.compile("traffic-by-ip");

  @RepeatedTest(5)
  void aLostTaskManagerNeitherLosesNorRepeatsTraffic() throws Exception {
    Topics.fresh("traffic", 4);
    Topics.fresh("traffic.by-ip", 2);
    try (TrafficFeed feed = TrafficFeed.start("traffic", RECORDS);
        RunningPipeline traffic = RunningPipeline.start(pipeline);
        Totals committed = new Totals("traffic.by-ip", IsolationLevel.READ_COMMITTED);
        Totals written = new Totals("traffic.by-ip", IsolationLevel.READ_UNCOMMITTED)) {
      traffic.job().awaitCheckpoints(1, Testbed.PATIENCE);
      written.await(t -> committed.poll().rows() > 0 && t.rows() > committed.rows() + IN_FLIGHT);
      Testbed.flink().replaceTaskManagers();
      feed.finish();
      committed.await(t -> t.rows() >= RECORDS);
      assertThat(traffic.job().lastFailure()).isPresent();
      traffic.settle();

      assertThat(committed.poll().rows()).isEqualTo(RECORDS);
      assertThat(committed.byIp()).isEqualTo(feed.totals());
      // A row that was repeated would show in between as well: each packet adds to its sum.
      assertThat(committed.setbacks()).isEmpty();
      assertThat(written.poll().rows()).as("rows that were rolled back").isGreaterThan(RECORDS);
    }
  }
}
