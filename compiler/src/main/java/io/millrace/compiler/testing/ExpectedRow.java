package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A row that has to come.
 *
 * @param values by name, without those that are absent
 * @param compared the names that are compared
 */
public record ExpectedRow(
    Change change, Map<String, Object> values, Set<String> compared, Span span) {
  /** What a row of an output that updates does. */
  public enum Change {
    /** The output does not update. */
    NONE,
    INSERT,
    BEFORE,
    UPDATE,
    DELETE
  }

  public ExpectedRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    compared = Collections.unmodifiableSet(new LinkedHashSet<>(compared));
  }
}
