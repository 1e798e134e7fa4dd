package io.millrace.compiler.plan;

import org.jspecify.annotations.Nullable;

/**
 * State that a node keeps, as far as a user has to know of it.
 *
 * @param what is kept, as part of a sentence: {@code an accumulator per key}
 * @param bound what ends it, as part of a sentence: {@code a ttl of 7d}; null: nothing does, and
 *     the state grows for as long as new keys come
 * @param help what bounds it, as an imperative; shown where {@code bound} is null
 */
public record StateSpec(String what, @Nullable String bound, String help) {
  /** How a time to live is set for one operator, and for all. */
  public static final String TTL = "`state: { ttl: 7d }` here or under `job`";

  /** State that ends by itself. */
  public static StateSpec bounded(String what, String bound) {
    return new StateSpec(what, bound, "");
  }

  /** State that grows with its keys. */
  public static StateSpec unbounded(String what, String help) {
    return new StateSpec(what, null, help);
  }
}
