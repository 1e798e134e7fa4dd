package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class UppercaseIT {
  @Test
  void copiesEveryLineInUpperCase() {
    List<String> lines = new ArrayList<>(List.of("", " ", "\"quoted\", \\ and\ttab", "ALREADY"));
    for (int i = 0; i < 500; i++) {
      lines.add("line " + i + " of many");
    }
    Topics.fresh("lines", 1);
    Topics.fresh("lines.upper", 1);
    Topics.write("lines", lines);
    try (RunningPipeline uppercase = RunningPipeline.start(Pipelines.compile("uppercase"))) {
      Topics.await("lines.upper", lines.size());
      uppercase.settle();
    }
    assertThat(Topics.readAll("lines.upper"))
        .extracting(TopicRecord::valueText)
        .containsExactlyElementsOf(lines.stream().map(s -> s.toUpperCase(Locale.ROOT)).toList());
  }
}
