package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fold: values per key that every row brings up to date.
 *
 * @param states the values, all of kind value
 * @param update new values by name, all computed from the old ones
 * @param emit null: updates
 */
public record ReduceDecl(
    NodeHead head,
    List<InputRef> inputs,
    List<NamedExpression> keys,
    List<ProcessDecl.StateDecl> states,
    List<NamedExpression> update,
    @Nullable Located<Emit> emit,
    @Nullable Located<Duration> ttl)
    implements OperatorDecl {
  public ReduceDecl {
    inputs = List.copyOf(inputs);
    keys = List.copyOf(keys);
    states = List.copyOf(states);
    update = List.copyOf(update);
  }

  /** What comes out. */
  public enum Emit {
    /** One row a key, which each input row replaces. */
    UPDATES,
    /** A new row for each input row. */
    EACH
  }
}
