package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.ProcessDecl.StateKind;
import io.millrace.compiler.types.Type;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A state that an operator keeps for each key.
 *
 * @param type of the value, of the list's elements or of the map's values
 * @param initial of a value, what it is while it is not set: a Boolean, Long, Double or String;
 *     null: it is absent then
 * @param ttl null: kept for ever
 * @param span the name as written
 */
public record StateSlot(
    String name,
    StateKind kind,
    Type type,
    @Nullable Object initial,
    @Nullable Duration ttl,
    Span span) {
  /** Whether reading it may find nothing. */
  public boolean nullable() {
    return kind == StateKind.VALUE && initial == null;
  }

  /** As plans show it. */
  public String display() {
    return name
        + ": "
        + kind.name().toLowerCase(Locale.ROOT)
        + " of "
        + type.display()
        + (initial == null ? "" : " = " + initial)
        + (ttl == null ? "" : ", ttl " + Durations.display(ttl));
  }
}
