package io.millrace.runtime.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.state.KeyedOperators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are keys, and large values rank first. */
class LocalTopNTest {
  private static final class Largest extends Ranking<TestRow, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(TestRow a, TestRow b) {
      return Long.compare(b.at() / 10, a.at() / 10);
    }

    @Override
    public String result(TestRow row, long rank, byte changeKind) {
      return RowKind.fromByteValue(changeKind).shortString() + row.name() + row.at() + "#" + rank;
    }
  }

  private static LocalTopN<String, TestRow> local(RowLimit limit) {
    return opened(new LocalTopN<>(TestRow::name, new Largest(), limit));
  }

  private static LocalTopN<String, TestRow> opened(LocalTopN<String, TestRow> local) {
    local.open(DefaultOpenContext.INSTANCE);
    return local;
  }

  private static List<String> ranked(List<TestRow> rows, RowLimit limit) throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            KeyedOperators.process(new TopN<>(new Largest(), TestRow.TYPE, limit)),
            TestRow::name,
            Types.STRING)) {
      harness.open();
      for (TestRow row : rows) {
        harness.processElement(row, 0);
      }
      return harness.extractOutputValues();
    }
  }

  @ParameterizedTest
  @DisplayName("the changes of a ranking are the same, whatever each of two subtasks leaves out")
  @CsvSource({"1,false", "1,true", "3,false", "3,true", "10,false"})
  void changesStay(int rows, boolean ties) throws Exception {
    RowLimit limit = new RowLimit(rows, ties);
    Random random = new Random(rows);
    List<LocalTopN<String, TestRow>> subtasks = List.of(local(limit), local(limit));
    List<TestRow> all = new ArrayList<>();
    List<TestRow> passed = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      TestRow row = new TestRow("key " + random.nextInt(8), random.nextInt(1_000));
      all.add(row);
      if (subtasks.get(random.nextInt(2)).filter(row)) {
        passed.add(row);
      }
    }
    assertThat(passed.size()).isLessThan(all.size() / 2);
    assertThat(ranked(passed, limit)).isEqualTo(ranked(all, limit));
  }

  @Test
  @DisplayName("with more keys than there are places, busy ones keep theirs, and the changes stay")
  void moreKeysThanThereIsRoomFor() throws Exception {
    RowLimit limit = RowLimit.of(2);
    LocalTopN<String, TestRow> local = local(limit);
    Random random = new Random(1);
    List<TestRow> all = new ArrayList<>();
    List<TestRow> passed = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      String key = i % 2 == 0 ? "busy" : "key " + random.nextInt(20_000);
      TestRow row = new TestRow(key, random.nextInt(1_000));
      all.add(row);
      if (local.filter(row)) {
        passed.add(row);
      }
    }
    assertThat(passed.stream().filter(row -> row.name().equals("busy")).count()).isLessThan(1_000);
    assertThat(ranked(passed, limit)).isEqualTo(ranked(all, limit));
  }

  @Test
  @DisplayName("where hardly a row is left out, most are not looked at")
  void restsWhereItDoesNotPay() throws Exception {
    LocalTopN<String, TestRow> local = local(RowLimit.of(1));
    for (int i = 0; i < 4_096; i++) {
      assertThat(local.filter(new TestRow("key " + i, 100))).isTrue();
    }
    int looked = 0;
    for (int i = 0; i < 16 * 4_096; i++) {
      looked += local.filter(new TestRow("key 1", 10)) ? 0 : 1;
    }
    assertThat(looked).isZero();
    assertThat(local.filter(new TestRow("key 1", 10))).as("the next trial").isFalse();
  }

  @Test
  @DisplayName("rows get through again in time for the key to be forgotten behind")
  void remembersForAPartOfTheTimeToLive() throws Exception {
    LocalTopN<String, TestRow> local =
        opened(
            new LocalTopN<>(TestRow::name, new Largest(), RowLimit.of(1))
                .ttl(Duration.ofSeconds(16)));
    assertThat(local.filter(new TestRow("a", 50))).isTrue();
    assertThat(local.filter(new TestRow("a", 10))).isFalse();
    Thread.sleep(1_050); // a sixteenth is one second
    assertThat(local.filter(new TestRow("a", 10))).isTrue();
    assertThat(local.filter(new TestRow("a", 10))).isFalse();
  }
}
