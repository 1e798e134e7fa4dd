package io.millrace.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.Change;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** Filters and routes on rows that update. */
final class ChangeFilterTest {
  private static final OutputTag<TestRow> SMALL = new OutputTag<>("small", TestRow.TYPE);
  private static final OutputTag<TestRow> LARGE = new OutputTag<>("large", TestRow.TYPE);

  private static final class Upserts extends UpsertFilter<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean passes(TestRow row) {
      return row.at() > 10;
    }
  }

  private static final class Retracts extends RetractFilter<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean passes(TestRow row) {
      return row.at() > 10;
    }
  }

  private static OutputTag<TestRow> sizeOf(TestRow row) {
    return row.at() < 10 ? SMALL : row.at() > 20 ? LARGE : null;
  }

  private static final class UpsertSizes extends UpsertRoute<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    protected List<OutputTag<TestRow>> outputs() {
      return List.of(SMALL, LARGE);
    }

    @Override
    protected OutputTag<TestRow> target(TestRow row) {
      return sizeOf(row);
    }
  }

  private static final class RetractSizes extends RetractRoute<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    protected OutputTag<TestRow> target(TestRow row) {
      return sizeOf(row);
    }
  }

  private static String show(TestRow row) {
    return RowKind.fromByteValue(row.changeKind()).shortString() + row.name() + row.at();
  }

  private static List<String> filter(FlatMapFunction<TestRow, TestRow> filter, TestRow... rows)
      throws Exception {
    List<TestRow> out = new ArrayList<>();
    for (TestRow row : rows) {
      filter.flatMap(row, new ListCollector<>(out));
    }
    return out.stream().map(ChangeFilterTest::show).toList();
  }

  private static List<String> route(
      ProcessFunction<TestRow, TestRow> route, OutputTag<TestRow> output, TestRow... rows)
      throws Exception {
    try (var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(route))) {
      harness.open();
      for (TestRow row : rows) {
        harness.processElement(row, 0);
      }
      return harness.getSideOutput(output).stream().map(r -> show(r.getValue())).toList();
    }
  }

  private static TestRow row(byte kind, long at) {
    return new TestRow(kind, "a", at);
  }

  @Test
  void newValuesThatDoNotPassDeleteWhatPassedBefore() throws Exception {
    assertThat(
            filter(
                new Upserts(),
                row(Change.INSERT, 1),
                row(Change.UPDATE_AFTER, 11),
                row(Change.UPDATE_BEFORE, 11),
                row(Change.UPDATE_AFTER, 12),
                row(Change.UPDATE_AFTER, 2),
                row(Change.DELETE, 2)))
        .containsExactly("+Ua11", "+Ua12", "-Da2", "-Da2");
  }

  @Test
  void oldValuesAreDeletedWhereNewOnesNeedNotFollow() throws Exception {
    assertThat(
            filter(
                new Retracts(),
                row(Change.INSERT, 1),
                row(Change.UPDATE_BEFORE, 1),
                row(Change.UPDATE_AFTER, 11),
                row(Change.UPDATE_BEFORE, 11),
                row(Change.UPDATE_AFTER, 12),
                row(Change.UPDATE_BEFORE, 12),
                row(Change.UPDATE_AFTER, 2),
                row(Change.DELETE, 2)))
        .containsExactly("+Ia11", "-Da11", "+Ia12", "-Da12");
  }

  @Test
  void aRowThatMovesToAnotherOutputIsDeletedInTheRest() throws Exception {
    TestRow[] rows = {
      row(Change.INSERT, 1),
      row(Change.UPDATE_AFTER, 2),
      row(Change.UPDATE_AFTER, 30),
      row(Change.UPDATE_AFTER, 15),
      row(Change.DELETE, 15)
    };
    assertThat(route(new UpsertSizes(), SMALL, rows))
        .containsExactly("+Ia1", "+Ua2", "-Da30", "-Da15", "-Da15");
    assertThat(route(new UpsertSizes(), LARGE, rows))
        .containsExactly("-Da2", "+Ua30", "-Da15", "-Da15");
  }

  @Test
  void withOldValuesARowIsDeletedOnlyWhereItWas() throws Exception {
    TestRow[] rows = {
      row(Change.INSERT, 1),
      row(Change.UPDATE_BEFORE, 1),
      row(Change.UPDATE_AFTER, 30),
      row(Change.UPDATE_BEFORE, 30),
      row(Change.UPDATE_AFTER, 31),
      row(Change.DELETE, 31)
    };
    assertThat(route(new RetractSizes(), SMALL, rows)).containsExactly("+Ia1", "-Da1");
    assertThat(route(new RetractSizes(), LARGE, rows))
        .containsExactly("+Ia30", "-Da30", "+Ia31", "-Da31");
  }
}
