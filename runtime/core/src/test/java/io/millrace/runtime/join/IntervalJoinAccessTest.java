package io.millrace.runtime.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An interval join of a key with many rows reads those that a row may have partners in, and those
 * that have had their time; all others stay in RocksDB unread.
 */
@Tag("thorough")
final class IntervalJoinAccessTest {
  private static final Duration APART = Duration.ofMillis(40);
  private static final int ROWS = 1000;

  /** Rows that were read from state: each is made by the serializer. */
  private static final AtomicInteger READ = new AtomicInteger();

  /** A row that notes that it is made of bytes. */
  public static final class Counted extends JoinRow {
    /** For Flink. */
    public Counted() {
      READ.incrementAndGet();
    }

    Counted(long time, long id) {
      super((byte) 0, "a", time, id);
    }
  }

  @SuppressWarnings("unchecked") // All rows are counted ones.
  private static TypeInformation<JoinRow> counted() {
    return (TypeInformation<JoinRow>) (TypeInformation<?>) Types.POJO(Counted.class);
  }

  private static int readBy(Step step) throws Exception {
    READ.set(0);
    step.run();
    return READ.get();
  }

  private interface Step {
    void run() throws Exception;
  }

  @ParameterizedTest
  @EnumSource(names = {"INNER", "FULL"})
  void rowsOutOfReachAreNotRead(JoinKind kind) throws Exception {
    try (JoinRun run =
        new JoinRun(
            () ->
                JoinOperators.interval(
                    APART, APART, kind, new Pairs.Plain(), counted(), counted(), null, null),
            true)) {
      for (int i = 0; i < ROWS; i++) {
        run.right(new Counted(10L * i, 3L * i));
      }
      run.restore(1); // Nothing of it waits on the heap.

      // Nine rows lie within 40 ms, and up to three more in the buckets at both ends.
      assertThat(readBy(() -> run.left(new Counted(5000, 1)))).isBetween(9, 12);
      assertThat(run.texts()).hasSize(9);

      // Rows up to 990 ms have had their time.
      run.restore(1);
      assertThat(readBy(() -> run.watermark(1039))).isBetween(100, 102);
      assertThat(run.texts()).hasSize(kind == JoinKind.FULL ? 100 : 0);

      run.left(new Counted(5000, 1));
      assertThat(run.texts()).hasSize(9);
    }
  }
}
