package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of events of one key.
 *
 * @param skip null: past the last row of a match
 * @param timedOut fields of rows for matches that were begun but not completed in time
 */
public record PatternDecl(
    NodeHead head,
    List<InputRef> inputs,
    List<NamedExpression> keys,
    List<Step> steps,
    @Nullable Located<Duration> within,
    @Nullable Skip skip,
    List<NamedExpression> fields,
    List<NamedExpression> timedOut)
    implements OperatorDecl {
  /** Name of the output of matches that were not completed in time. */
  public static final String TIMED_OUT = "timed-out";

  /** Name of the output of rows that came behind the watermark. */
  public static final String LATE = "late";

  public PatternDecl {
    inputs = List.copyOf(inputs);
    keys = List.copyOf(keys);
    steps = List.copyOf(steps);
    fields = List.copyOf(fields);
    timedOut = List.copyOf(timedOut);
  }

  /**
   * One step.
   *
   * @param where null: any row
   * @param contiguity to the step before; null: followed-by
   * @param times null: once
   */
  public record Step(
      Located<String> name,
      @Nullable ExpressionDecl where,
      @Nullable Located<Contiguity> contiguity,
      @Nullable Located<Boolean> not,
      @Nullable Times times,
      @Nullable Located<Boolean> optional,
      @Nullable Located<Boolean> greedy,
      @Nullable Located<Boolean> consecutive,
      String path) {}

  /**
   * How often a step occurs.
   *
   * @param to null: as often as it comes
   */
  public record Times(long from, @Nullable Long to, Span span) {}

  /** What may lie between a step and the one before. */
  public enum Contiguity {
    /** Nothing. */
    NEXT,
    /** Rows that do not match. */
    FOLLOWED_BY,
    /** Any rows, so that one beginning can have several ends. */
    FOLLOWED_BY_ANY
  }

  /**
   * Where the search goes on after a match.
   *
   * @param step of the two that name one
   */
  public record Skip(Kind kind, @Nullable Located<String> step, Span span) {
    /** The strategies. */
    public enum Kind {
      NONE,
      TO_NEXT,
      PAST_LAST,
      TO_FIRST,
      TO_LAST
    }
  }
}
