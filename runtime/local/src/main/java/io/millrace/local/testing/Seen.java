package io.millrace.local.testing;

import io.millrace.compiler.testing.ExpectedRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that came out.
 *
 * @param sequence counts all rows of a test
 * @param values by name, without those that are absent
 * @param record what a sink wrote of it; null if nothing
 */
record Seen(
    long sequence,
    ExpectedRow.Change change,
    Map<String, Object> values,
    @Nullable SeenRecord record) {
  Seen with(long newSequence, @Nullable SeenRecord newRecord) {
    return new Seen(newSequence, change, values, newRecord);
  }
}
