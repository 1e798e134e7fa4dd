package io.millrace.compiler.plan;

import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks an outside system for each row, and adds the answer to it.
 *
 * @param with what is asked
 * @param question the record of what is asked
 * @param answer what is read of an answer
 * @param wire all that an answer may hold
 * @param left whether a row without an answer stays
 * @param cache null: no answers are kept
 * @param errors rows of the output of errors: the input's and {@link #MESSAGE}
 * @param input rows that come in
 * @param row the input's fields, then the answer's
 */
public record Lookup(
    NodeInfo info,
    List<StreamRef> inputs,
    LookupTarget target,
    List<Column> with,
    RecordType question,
    RecordType answer,
    RecordType wire,
    boolean left,
    Duration timeout,
    int retries,
    int capacity,
    boolean ordered,
    @Nullable Cache cache,
    RecordType errors,
    RecordType input,
    RecordType row)
    implements PlanNode {
  /** Name of the output of rows whose question was not answered. */
  public static final String ERRORS = "errors";

  /** The field of {@link #ERRORS} that says why. */
  public static final String MESSAGE = "lookup_error";

  /** How many answers are kept, and how long. */
  public record Cache(long rows, Duration ttl) {}

  @Override
  public Set<RuntimeModule> modules() {
    return target instanceof LookupTarget.Jdbc ? Set.of(RuntimeModule.JDBC) : Set.of();
  }

  /** The same lookup with fewer fields. */
  public Lookup with(
      RecordType newAnswer, RecordType newErrors, RecordType newInput, RecordType newRow) {
    return with(with, newAnswer, newErrors, newInput, newRow);
  }

  /** The same lookup with other expressions of what is asked. */
  public Lookup with(List<Column> newWith) {
    return with(newWith, answer, errors, input, row);
  }

  private Lookup with(
      List<Column> newWith,
      RecordType newAnswer,
      RecordType newErrors,
      RecordType newInput,
      RecordType newRow) {
    return new Lookup(
        info, inputs, target, newWith, question, newAnswer, wire, left, timeout, retries, capacity,
        ordered, cache, newErrors, newInput, newRow);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
