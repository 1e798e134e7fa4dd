package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumOfIntegersIT {
  @Test
  void writesTheTotalAfterEachNumber() {
    Random random = new Random(7);
    List<String> numbers = new ArrayList<>(List.of("0", "-1", " 42 ", "4611686018427387904"));
    for (int i = 0; i < 1_000; i++) {
      numbers.add(Integer.toString(random.nextInt()));
    }
    List<String> totals = new ArrayList<>();
    long total = 0;
    for (String number : numbers) {
      total += Long.parseLong(number.strip());
      totals.add("{\"total\":%d,\"numbers\":%d}".formatted(total, totals.size() + 1));
    }
    Topics.fresh("numbers", 1);
    Topics.fresh("numbers.total", 1);
    Topics.write("numbers", numbers);
    try (RunningPipeline sum = RunningPipeline.start(Pipelines.compile("sum-of-integers"))) {
      Topics.await("numbers.total", totals.size());
      sum.settle();
    }
    List<TopicRecord> written = Topics.readAll("numbers.total");
    assertThat(written).extracting(TopicRecord::valueText).containsExactlyElementsOf(totals);
    assertThat(written).extracting(TopicRecord::keyText).containsOnlyNulls();
  }
}
