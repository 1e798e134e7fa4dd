package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.kafka.KafkaPreflight;
import org.junit.jupiter.api.Test;

/** A job that starts is told of subtasks that have no partition to read. */
class FewPartitionsIT {
  @Test
  void areFoundBeforeTheJobStarts() {
    Topics.fresh("few.orders", 2);
    Topics.fresh("few.refunds", 1);
    assertThat(
            KafkaPreflight.of("main", Testbed.brokers())
                .topics("few.orders", "few.refunds")
                .subtasks("enough", 3, "few.orders", "few.refunds")
                .subtasks("refunds", 2, "few.refunds")
                .subtasksThatWait("orders", 8, "few.orders")
                .check())
        .containsExactly(
            "source `refunds` has 2 subtasks, and its topics have 1 partition: 1 of them read"
                + " nothing. Set a lower `parallelism` on the source",
            "source `orders` has 8 subtasks, and its topics have 2 partitions: 6 of them read"
                + " nothing and hold back event time for ever. Set a lower `parallelism` on the"
                + " source, or `idle-after` in its `time`");
  }
}
