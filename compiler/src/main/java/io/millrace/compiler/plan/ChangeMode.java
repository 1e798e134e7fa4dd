package io.millrace.compiler.plan;

import java.util.List;

/** Whether rows of a stream only add to what came before, or replace it. */
public sealed interface ChangeMode {
  /** Every row is new. */
  record Append() implements ChangeMode {}

  /**
   * A row replaces the earlier one of the same key, or deletes it.
   *
   * @param key names of the key fields; empty for a single row that is replaced
   */
  record Upsert(List<String> key) implements ChangeMode {
    public Upsert {
      key = List.copyOf(key);
    }
  }

  /** The append mode. */
  static ChangeMode append() {
    return new Append();
  }

  default boolean isAppend() {
    return this instanceof Append;
  }

  /** {@code append} or {@code upsert(ip)}. */
  default String display() {
    return this instanceof Upsert upsert
        ? "upsert(" + String.join(", ", upsert.key()) + ")"
        : "append";
  }
}
