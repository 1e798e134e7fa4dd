package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import org.junit.jupiter.api.Test;

class HelloIT {
  @Test
  void writesItsRowsInOrderAndEnds() {
    Topics.fresh("hello", 1);
    try (RunningPipeline hello = RunningPipeline.start(Pipelines.compile("hello"))) {
      hello.finish();
    }
    assertThat(Topics.readAll("hello"))
        .extracting(TopicRecord::valueText)
        .containsExactly("Good morning, Ada!", "Hello, Grace!", "Goedendag, Edsger!");
  }
}
