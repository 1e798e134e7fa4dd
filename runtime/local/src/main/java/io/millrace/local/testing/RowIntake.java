package io.millrace.local.testing;

import io.millrace.compiler.testing.TestStep;
import java.io.IOException;
import java.util.List;

/** What becomes of rows and records that a test gives to a source. */
interface RowIntake {
  /**
   * A row or a bad record of the source.
   *
   * @param timestamp of the record that it came in; {@link Long#MIN_VALUE} if it has none
   */
  record Taken(Object row, long timestamp) {}

  /**
   * What the source emits for it.
   *
   * @throws IOException if the source fails, as on a record that is no row
   */
  List<Taken> take(TestStep.Fed fed) throws IOException;
}
