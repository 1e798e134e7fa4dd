package io.millrace.runtime.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.KeyedOperators;
import io.millrace.runtime.window.KeyedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first rows of all rows so far: the names are keys, and large values rank first. */
final class TopNTest {
  private static final class Largest extends Ranking<TestRow, String> {
    private static final long serialVersionUID = 1L;

    private final boolean ranks;

    Largest(boolean ranks) {
      this.ranks = ranks;
    }

    @Override
    public int compare(TestRow a, TestRow b) {
      return Long.compare(b.at() / 10, a.at() / 10);
    }

    @Override
    public String result(TestRow row, long rank, byte changeKind) {
      String text = row.name() + row.at();
      return RowKind.fromByteValue(changeKind).shortString() + text + (ranks ? "#" + rank : "");
    }

    /** The last digit is the key of updates. */
    @Override
    public boolean replaces(TestRow a, TestRow b) {
      return a.at() % 10 == b.at() % 10;
    }
  }

  private static final class LargestRows extends Ranking<TestRow, String> {
    private static final long serialVersionUID = 1L;

    private final Largest largest = new Largest(false);

    @Override
    public int compare(TestRow a, TestRow b) {
      return largest.compare(a, b);
    }

    @Override
    public String result(TestRow row, long rank, byte changeKind) {
      return largest.result(row, rank, changeKind);
    }
  }

  private static TopN<String, TestRow, String> topN(boolean ranks, RowLimit limit) {
    return new TopN<>(new Largest(ranks), TestRow.TYPE, limit);
  }

  private static List<String> run(TopN<String, TestRow, String> topN, TestRow... rows)
      throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            KeyedOperators.process(topN), TestRow::name, Types.STRING)) {
      harness.open();
      for (TestRow row : rows) {
        harness.processElement(row, 0);
      }
      return harness.extractOutputValues();
    }
  }

  private static TestRow[] rows(long... values) {
    TestRow[] rows = new TestRow[values.length];
    for (int i = 0; i < values.length; i++) {
      rows[i] = new TestRow("a", values[i]);
    }
    return rows;
  }

  private static TestRow row(byte kind, long value) {
    return new TestRow(kind, "a", value);
  }

  @Test
  void placesMoveAndAreUpdated() throws Exception {
    assertThat(run(topN(true, RowLimit.of(2)).places(), rows(10, 30, 20, 5, 40)))
        .containsExactly("+Ia10#1", "+Ua30#1", "+Ia10#2", "+Ua20#2", "+Ua40#1", "+Ua30#2");
  }

  @Test
  void sendsOldValuesOfPlaces() throws Exception {
    assertThat(run(topN(false, RowLimit.of(1)).places().updateBefore(), rows(10, 5, 30)))
        .containsExactly("+Ia10", "-Ua10", "+Ua30");
  }

  @Test
  void rowsComeAndGoWithoutRanks() throws Exception {
    assertThat(run(topN(false, RowLimit.of(2)), rows(10, 30, 20, 5)))
        .containsExactly("+Ia10", "+Ia30", "-Da10", "+Ia20");
  }

  @Test
  void ofEqualRowsTheOneThatCameFirstStays() throws Exception {
    assertThat(run(topN(true, RowLimit.of(2)).places(), rows(11, 12, 13, 21)))
        .containsExactly("+Ia11#1", "+Ia12#2", "+Ua21#1", "+Ua11#2");
  }

  @Test
  void tiesStayUntilTheyAreBeaten() throws Exception {
    assertThat(run(topN(true, RowLimit.withTies(1)), rows(11, 12, 9, 13, 25)))
        .containsExactly(
            "+Ia11#1", "+Ia12#1", "+Ia13#1", "-Da11#1", "-Da12#1", "-Da13#1", "+Ia25#1");
  }

  @Test
  void tiesShareARank() throws Exception {
    assertThat(run(topN(true, RowLimit.withTies(2)), rows(21, 11, 22)))
        .containsExactly("+Ia21#1", "+Ia11#2", "-Da11#2", "+Ia22#1");
  }

  @Test
  void newValuesMoveOnlyTheRowsBetween() throws Exception {
    UpdatingTopN<String, TestRow, String> topN =
        new UpdatingTopN<>(new Largest(true), TestRow.TYPE, RowLimit.of(3));
    assertThat(
            run(
                topN.places(),
                row(Change.INSERT, 31),
                row(Change.INSERT, 22),
                row(Change.INSERT, 13),
                row(Change.INSERT, 4),
                row(Change.UPDATE_AFTER, 43),
                row(Change.DELETE, 43)))
        .containsExactly(
            "+Ia31#1", "+Ia22#2", "+Ia13#3", "+Ua43#1", "+Ua31#2", "+Ua22#3", "+Ua31#1", "+Ua22#2",
            "+Ua4#3");
  }

  @Test
  void aRowThatIsUpdatedStaysOneRow() throws Exception {
    UpdatingTopN<String, TestRow, String> topN =
        new UpdatingTopN<>(new Largest(false), TestRow.TYPE, RowLimit.of(2));
    assertThat(
            run(
                topN,
                row(Change.INSERT, 31),
                row(Change.INSERT, 22),
                row(Change.UPDATE_AFTER, 42),
                row(Change.INSERT, 13),
                row(Change.UPDATE_AFTER, 2)))
        .containsExactly("+Ia31", "+Ia22", "+Ua42", "-Da42", "+Ia13");
  }

  @Test
  void takesRowsBackByTheirValues() throws Exception {
    UpdatingTopN<String, TestRow, String> topN =
        new UpdatingTopN<>(new LargestRows(), TestRow.TYPE, RowLimit.of(1));
    assertThat(
            run(
                topN.takesBackRows(),
                row(Change.INSERT, 30),
                row(Change.INSERT, 20),
                row(Change.INSERT, 20),
                row(Change.UPDATE_BEFORE, 30),
                row(Change.UPDATE_AFTER, 10),
                row(Change.DELETE, 20),
                row(Change.DELETE, 20)))
        .containsExactly("+Ia30", "-Da30", "+Ia20", "-Da20", "+Ia20", "-Da20", "+Ia10");
  }

  @Test
  void forgetsKeysThatWereQuiet() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            KeyedOperators.process(
                topN(false, RowLimit.of(1)).places().ttl(Duration.ofSeconds(10))),
            TestRow::name,
            Types.STRING)) {
      harness.open();
      harness.setStateTtlProcessingTime(0);
      harness.processElement(new TestRow("a", 30), 0);
      harness.setStateTtlProcessingTime(20_000);
      harness.processElement(new TestRow("a", 20), 0);
      assertThat(harness.extractOutputValues()).containsExactly("+Ia30", "+Ia20");
    }
  }

  /** Whatever restores there are, what was inserted less what was deleted is the top. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isExactOverRestoresWithAnotherParallelism(boolean rocksdb) throws Exception {
    Random random = new Random(7);
    Map<String, List<TestRow>> all = new HashMap<>();
    List<String> shown = new ArrayList<>();
    try (var run =
        new KeyedRun<TestRow, String>(
            () -> KeyedOperators.process(topN(false, RowLimit.of(3))), TestRow::name, rocksdb)) {
      for (int i = 0; i < 300; i++) {
        if (i % 100 == 99) {
          run.restore(1 + i / 100);
        }
        TestRow row = new TestRow("k" + random.nextInt(5), random.nextInt(500));
        all.computeIfAbsent(row.name(), k -> new ArrayList<>()).add(row);
        run.row(row, i);
        for (StreamRecord<String> out : run.take()) {
          String text = out.getValue().substring(2);
          if (out.getValue().startsWith("+")) {
            shown.add(text);
          } else {
            assertThat(shown.remove(text)).isTrue();
          }
        }
      }
    }
    List<String> expected = new ArrayList<>();
    all.values()
        .forEach(
            rows ->
                rows.stream()
                    .sorted(Comparator.comparingLong(row -> -(row.at() / 10)))
                    .limit(3)
                    .forEach(row -> expected.add(row.name() + row.at())));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
  }
}
