package io.millrace.runtime.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A regular join whose rows are only added asks RocksDB for what it does not know. */
@Tag("thorough")
final class RegularJoinAccessTest {
  private static final int ROWS = 100;

  /** Rows that were read from state: each is made by the serializer. */
  private static final AtomicInteger READ = new AtomicInteger();

  /** A row that notes that it is made of bytes. */
  public static final class Counted extends JoinRow {
    /** For Flink. */
    public Counted() {
      READ.incrementAndGet();
    }

    Counted(String key, long time, long id) {
      super((byte) 0, key, time, id);
    }
  }

  @SuppressWarnings("unchecked") // All rows are counted ones.
  private static JoinSide<JoinRow> counted(@Nullable Duration ttl) {
    TypeInformation<JoinRow> type =
        (TypeInformation<JoinRow>) (TypeInformation<?>) Types.POJO(Counted.class);
    JoinSide<JoinRow> side = JoinSide.of(type);
    return ttl == null ? side : side.ttl(ttl);
  }

  private static JoinRun run(@Nullable Duration ttl) throws Exception {
    return new JoinRun(
        () ->
            JoinOperators.regular(
                JoinKind.INNER, new Pairs.Plain(), counted(ttl), counted(ttl), true),
        true);
  }

  private static int joined(JoinRun run) throws Exception {
    READ.set(0);
    for (int i = 0; i < ROWS; i++) {
      run.left(new Counted("a", i, 3L * i + 1)); // All match those of the other side.
    }
    return READ.get();
  }

  @Test
  void rowsThatWereAddedAreNotRead() throws Exception {
    try (JoinRun run = run(Duration.ofDays(1))) {
      run.right(new Counted("a", 1, 3));
      assertThat(joined(run)).isZero();
      assertThat(run.texts()).hasSize(ROWS);
    }
  }

  @Test
  void rowsThatWereReadStay() throws Exception {
    try (JoinRun run = run(null)) {
      for (int i = 0; i < 5; i++) {
        run.right(new Counted("a", 1, 3L * i));
      }
      run.restore(1); // Nothing of it waits on the heap.
      assertThat(joined(run)).isEqualTo(5);
      assertThat(run.texts()).hasSize(5 * ROWS);
    }
  }
}
