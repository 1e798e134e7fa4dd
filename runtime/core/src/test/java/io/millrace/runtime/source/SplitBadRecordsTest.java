package io.millrace.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Decoded;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class SplitBadRecordsTest {
  private static final OutputTag<BadRecord> BAD_RECORDS =
      new OutputTag<>("bad", TypeInformation.of(BadRecord.class));

  @Test
  void partsRowsFromBadRecords() throws Exception {
    BadRecord bad = new BadRecord(null, null, "topic", 0, 7, 123, "payments", "why");
    TestRow row = new TestRow("a", 1);
    try (var harness =
        new OneInputStreamOperatorTestHarness<Decoded, TestRow>(
            new ProcessOperator<>(new SplitBadRecords<TestRow>(BAD_RECORDS)))) {
      harness.open();
      harness.processElement(bad, 5);
      harness.processElement(row, 6);
      assertThat(harness.extractOutputValues()).containsExactly(row);
      assertThat(harness.getSideOutput(BAD_RECORDS))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.getValue()).isEqualTo(bad);
                assertThat(record.getTimestamp()).isEqualTo(5);
              });
    }
  }
}
