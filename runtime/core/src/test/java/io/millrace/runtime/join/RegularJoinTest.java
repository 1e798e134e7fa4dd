package io.millrace.runtime.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.record.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Joins without a time: what has come out is at every moment what nested loops give. */
class RegularJoinTest {
  private static final List<String> KEYS = List.of("a", "b", "c", "?");

  /** What the rows of a side do. */
  private enum Side {
    ADDS,
    CHANGES,
    UPSERTS;

    /** With a time to live, state is another. */
    JoinSide<JoinRow> settings(boolean ttl) {
      JoinSide<JoinRow> of = JoinSide.of(JoinRow.TYPE);
      JoinSide<JoinRow> side = ttl ? of.ttl(Duration.ofDays(1)) : of;
      return switch (this) {
        case ADDS -> side;
        case CHANGES -> side.withChanges();
        case UPSERTS -> side.withChanges().oneRowPerKey();
      };
    }
  }

  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    for (JoinKind kind : JoinKind.values()) {
      for (Side left : Side.values()) {
        for (Side right : Side.values()) {
          for (long seed = 0; seed < 2; seed++) {
            runs.add(Arguments.of(kind, left, right, seed, false));
          }
          if (kind == JoinKind.FULL && left != Side.ADDS && right != Side.ADDS) {
            runs.add(Arguments.of(kind, left, right, 9L, true));
          }
        }
      }
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "{0} {1} {2} seed {3} rocksdb {4}")
  @MethodSource("runs")
  @Tag("thorough")
  void resultsAreThoseOfNestedLoops(
      JoinKind kind, Side left, Side right, long seed, boolean rocksdb) throws Exception {
    Random random = new Random(seed);
    List<JoinRow> lefts = new ArrayList<>();
    List<JoinRow> rights = new ArrayList<>();
    Map<String, Integer> shown = new TreeMap<>();
    try (JoinRun run =
        new JoinRun(
            () ->
                JoinOperators.regular(
                    kind,
                    new Pairs.Plain(),
                    left.settings(seed % 2 == 1),
                    right.settings(seed % 2 == 1),
                    true),
            rocksdb)) {
      for (int step = 0; step < (rocksdb ? 60 : 120); step++) {
        if (random.nextInt(20) == 0) {
          run.restore(1 + random.nextInt(rocksdb ? 2 : 4));
        }
        boolean ofLeft = random.nextBoolean();
        List<JoinRow> rows = ofLeft ? lefts : rights;
        for (JoinRow row : next(ofLeft ? left : right, rows, step, random)) {
          if (ofLeft) {
            run.left(row);
          } else {
            run.right(row);
          }
        }
        for (String text : run.texts()) {
          boolean adds = text.startsWith("+");
          shown.merge(text.substring(2), adds ? 1 : -1, Integer::sum);
          assertThat(shown.get(text.substring(2))).as(text + " in step " + step).isNotNegative();
        }
        shown.values().removeIf(count -> count == 0);
        assertThat(shown).as("step " + step).isEqualTo(expected(kind, lefts, rights));
      }
    }
  }

  /** Changes the rows of a side, and gives what tells of it. */
  private static List<JoinRow> next(Side side, List<JoinRow> rows, int step, Random random) {
    JoinRow row = JoinRow.of(KEYS.get(random.nextInt(KEYS.size())), step, step);
    if (side == Side.ADDS) {
      rows.add(row);
      return List.of(row);
    }
    if (side == Side.CHANGES) {
      if (!rows.isEmpty() && random.nextInt(3) == 0) {
        JoinRow gone = rows.remove(random.nextInt(rows.size()));
        return List.of(gone.as(random.nextBoolean() ? Change.DELETE : Change.UPDATE_BEFORE));
      }
      rows.add(row);
      return List.of(row);
    }
    // Rows without a key have no place of their own: they would have to be taken back one by one.
    JoinRow own = row.hasKey() ? row : JoinRow.of("a", step, step);
    JoinRow old = rows.stream().filter(r -> r.key.equals(own.key)).findFirst().orElse(null);
    rows.remove(old);
    if (old != null && random.nextInt(3) == 0) {
      return List.of(old.as(Change.DELETE));
    }
    rows.add(own);
    return List.of(own.as(old == null ? Change.INSERT : Change.UPDATE_AFTER));
  }

  private static Map<String, Integer> expected(
      JoinKind kind, List<JoinRow> lefts, List<JoinRow> rights) {
    Map<String, Integer> rows = new TreeMap<>();
    List<JoinRow> alone = new ArrayList<>(rights);
    for (JoinRow left : lefts) {
      boolean matched = false;
      for (JoinRow right : rights) {
        if (left.hasKey() && left.key.equals(right.key) && Pairs.condition(left, right)) {
          matched = true;
          alone.remove(right);
          if (!kind.leftOnly()) {
            rows.merge(Pairs.text(left, right), 1, Integer::sum);
          }
        }
      }
      if (matched ? kind == JoinKind.SEMI : kind.emitsUnmatchedLeft()) {
        rows.merge(Pairs.text(left, null), 1, Integer::sum);
      }
    }
    if (kind.padsRight()) {
      alone.forEach(right -> rows.merge(Pairs.text(null, right), 1, Integer::sum));
    }
    return rows;
  }

  @Test
  void forgetsRowsThatWereNotWrittenForTheirTime() throws Exception {
    try (JoinRun run =
        new JoinRun(
            () ->
                JoinOperators.regular(
                    JoinKind.LEFT,
                    new Pairs.Plain(),
                    JoinSide.of(JoinRow.TYPE).ttl(Duration.ofMillis(100)),
                    JoinSide.of(JoinRow.TYPE).ttl(Duration.ofMillis(1000)),
                    true),
            false)) {
      run.ttlTime(0);
      run.left(JoinRow.of("a", 1, 1));
      assertThat(run.texts()).containsExactly("+Ia1|-");
      run.ttlTime(50);
      run.right(JoinRow.of("a", 2, 3));
      assertThat(run.texts()).containsExactly("-Da1|-", "+Ia1|a3");
      run.ttlTime(151);
      run.right(JoinRow.of("a", 3, 4));
      assertThat(run.texts()).as("the left row is forgotten").isEmpty();
      run.left(JoinRow.of("a", 4, 6));
      assertThat(run.texts()).as("right rows live longer").containsExactly("+Ia6|a4");
    }
  }

  @Test
  void aNewVersionUpdatesItsPairs() throws Exception {
    try (JoinRun run =
        new JoinRun(
            () ->
                JoinOperators.regular(
                    JoinKind.INNER,
                    new Pairs.Plain(),
                    Side.UPSERTS.settings(false),
                    Side.ADDS.settings(false),
                    false),
            false)) {
      run.left(JoinRow.of("a", 1, 1));
      run.right(JoinRow.of("a", 2, 3));
      run.left(JoinRow.of("a", 3, 2).as(Change.UPDATE_AFTER));
      run.left(JoinRow.of("a", 4, 3).as(Change.UPDATE_AFTER));
      assertThat(run.timed()).containsExactly("+Ia1|a3@2", "+Ua2|a3@3", "-Da2|a3@4");
    }
  }
}
