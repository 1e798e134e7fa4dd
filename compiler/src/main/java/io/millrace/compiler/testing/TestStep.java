package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happens in a test. */
public sealed interface TestStep {
  /** Where it is written. */
  Span span();

  /**
   * Rows come out of a source, or of an operator instead of its own.
   *
   * @param output a named output; null for the main one
   */
  record Feed(String node, @Nullable String output, List<Fed> rows, Span span)
      implements TestStep {}

  /** A row or a record that comes in. */
  sealed interface Fed {
    int partition();
  }

  /**
   * A row.
   *
   * @param change what it does, of an operator that updates
   * @param values by name, without those that are absent
   * @param eventMicros its event time; for an operator's rows only, null if it has none
   */
  record FedRow(
      ExpectedRow.Change change,
      Map<String, Object> values,
      @Nullable Long eventMicros,
      int partition)
      implements Fed {}

  /**
   * A record.
   *
   * @param timestampMillis null: processing time
   * @param topic null: the source's first
   */
  record FedRecord(
      byte @Nullable [] key,
      byte @Nullable [] value,
      Map<String, String> headers,
      @Nullable Long timestampMillis,
      int partition,
      @Nullable String topic)
      implements Fed {}

  /** Time goes by; null where a clock stands still. */
  record Advance(@Nullable Move processingTime, @Nullable Move eventTime, Span span)
      implements TestStep {}

  /** By a duration or to a time: one of them is null. */
  record Move(@Nullable Duration by, @Nullable Instant to) {}

  /** Sources hold back nobody until their next row. */
  record Idle(List<String> sources, Span span) implements TestStep {}

  /** The input ends. */
  record End(Span span) implements TestStep {}

  /** Looks at what has come out of something since it was looked at before. */
  record Expect(Expectation expectation) implements TestStep {
    @Override
    public Span span() {
      return expectation.span();
    }
  }

  /** Takes a savepoint. */
  record Snapshot(String name, Span span) implements TestStep {}

  /**
   * Starts again from a savepoint.
   *
   * @param target what goes on
   */
  record Restore(String snapshot, TestTarget target, Span span) implements TestStep {}
}
