package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Patterns of all kinds over the same few rows; what they have to find was found by hand. */
class PatternKindsIT {
  @Test
  void findWhatTheirStepsSay() {
    try (PrintedLines printed = PrintedLines.capture();
        RunningPipeline running =
            RunningPipeline.startWithoutKafka(Pipelines.compileTest("patterns-of-all-kinds"))) {
      running.finish();
      assertPrinted(printed, "next-out", "{\"ab\":[6,7]}");
      assertPrinted(printed, "followed-out", "{\"ab\":[1,4]}", "{\"ab\":[2,4]}", "{\"ab\":[6,7]}");
      assertPrinted(printed, "timed-out", "{\"a\":11,\"b\":0}", "{\"a\":13,\"b\":0}");
      assertPrinted(
          printed,
          "any-out",
          "{\"ab\":[1,4]}",
          "{\"ab\":[2,4]}",
          "{\"ab\":[1,5]}",
          "{\"ab\":[2,5]}",
          "{\"ab\":[6,7]}",
          "{\"ab\":[6,8]}",
          "{\"ab\":[6,9]}");
      assertPrinted(printed, "past-last-out", "{\"ab\":[1,4]}", "{\"ab\":[6,7]}");
      assertPrinted(printed, "not-between-out", "{\"ac\":[11,12]}");
      assertPrinted(printed, "not-then-out", "{\"a\":11}", "{\"a\":13}");
      assertPrinted(
          printed,
          "not-next-out",
          "{\"az\":[1,2]}",
          "{\"az\":[2,3]}",
          "{\"az\":[11,12]}",
          "{\"az\":[13,14]}");
      assertPrinted(printed, "greedy-out", "{\"a\":6,\"bs\":[7,8,9],\"c\":10}");
      assertPrinted(
          printed, "consecutive-out", "{\"bs\":[4,5]}", "{\"bs\":[7,8]}", "{\"bs\":[8,9]}");
      assertPrinted(
          printed, "optional-out", "{\"ab\":[1,4],\"x\":3}", "{\"ab\":[6,10]}", "{\"ab\":[11,12]}");
      assertPrinted(printed, "to-last-out", "{\"bs\":[4,5]}", "{\"bs\":[7,8]}", "{\"bs\":[8,9]}");
    }
  }

  private static void assertPrinted(PrintedLines printed, String sink, String... lines) {
    assertThat(printed.of(sink)).as(sink).containsExactlyInAnyOrder(lines);
  }
}
