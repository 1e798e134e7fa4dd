package io.millrace.runtime.join;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The generated part of an enrichment: the keys of both sides, and the row that comes out.
 *
 * @param <K> the key
 * @param <IN> the row that is enriched
 * @param <S> the row of the small side
 * @param <OUT> the output row
 */
public abstract class Enricher<K, IN, S, OUT> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The expression that is being evaluated, and where it stands; noted only with a policy. */
  protected transient String at = "";

  /** The expression that was evaluated last. */
  public final String at() {
    return at;
  }

  /** The key of a row, or null if a part of it is absent: then there is no small row for it. */
  public abstract @Nullable K key(IN row);

  /** The key of a small row, or null if a part of it is absent: then it is never found. */
  public abstract @Nullable K smallKey(S small);

  /** What has to hold beside the equality of the keys. */
  public boolean matches(IN row, S small) {
    return true;
  }

  /** The output row. Null for the small row means that there is none. */
  public abstract OUT enrich(IN row, @Nullable S small);
}
