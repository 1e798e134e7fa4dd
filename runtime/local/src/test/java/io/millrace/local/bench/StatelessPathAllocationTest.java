package io.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated functions without state allocate the rows and what the sink needs, and nothing else:
 * counted by the JVM, which counts what its own optimizer could have avoided as well.
 */
class StatelessPathAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 20;

  /** For what the JVM itself may allocate in the thread while it counts. */
  private static final double SLACK = 1.0;

  private static StatelessPath path;

  /** Rows escape through it, as they do to Flink's next operator. */
  private static volatile Object last;

  @BeforeAll
  static void load() {
    path = StatelessPath.load();
  }

  @AfterAll
  static void close() {
    path.close();
  }

  @Test
  void everySecondRowPasses() {
    assertThat(path.rows().stream().filter(path::passes)).hasSize(StatelessPath.DOCUMENTS / 2);
  }

  @Test
  void filterAndSelectAllocateTheirRow() {
    Object[] rows = path.rows().toArray();
    double allocated =
        bytesPerRow(
            () -> {
              for (Object row : rows) {
                if (path.passes(row)) {
                  last = path.select(row);
                }
              }
            });
    assertThat(allocated).isLessThanOrEqualTo(path.needed().selected() + SLACK);
  }

  @Test
  void decodingAllocatesTheRowAndItsStrings() {
    int[] cursor = new int[1];
    double allocated =
        bytesPerRow(
            () -> {
              for (int i = 0; i < StatelessPath.DOCUMENTS; i++) {
                last = path.decode(path.document(cursor));
              }
            });
    assertThat(allocated).isLessThanOrEqualTo(path.needed().decoded() + SLACK);
  }

  @Test
  void theWholePathAllocatesBothRowsAndTheEncodedOne() {
    int[] cursor = new int[1];
    double allocated =
        bytesPerRow(
            () -> {
              for (int i = 0; i < StatelessPath.DOCUMENTS; i++) {
                Object row = path.decode(path.document(cursor));
                last = row;
                if (path.passes(row)) {
                  Object selected = path.select(row);
                  last = selected;
                  last = path.encode(selected);
                }
              }
            });
    StatelessPath.Needed needed = path.needed();
    assertThat(allocated)
        .isLessThanOrEqualTo(needed.decoded() + needed.selected() + needed.encoded() + SLACK);
  }

  private static double bytesPerRow(Runnable allDocuments) {
    for (int i = 0; i < ROUNDS; i++) {
      allDocuments.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      allDocuments.run();
    }
    long after = THREADS.getCurrentThreadAllocatedBytes();
    return (double) (after - before) / (ROUNDS * StatelessPath.DOCUMENTS);
  }
}
