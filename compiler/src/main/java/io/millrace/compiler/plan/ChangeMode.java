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

  /**
   * Rows are added and taken back one by one, and no fields tell which belong together. Old values
   * always come ahead of new ones: without them an update could not be told from one more row.
   */
  record Retract() implements ChangeMode {}

  /** The append mode. */
  static ChangeMode append() {
    return new Append();
  }

  /** The mode of rows that are taken back one by one. */
  static ChangeMode retract() {
    return new Retract();
  }

  default boolean isAppend() {
    return this instanceof Append;
  }

  /** {@code append}, {@code upsert(ip)} or {@code retract}. */
  default String display() {
    if (this instanceof Upsert upsert) {
      return "upsert(" + String.join(", ", upsert.key()) + ")";
    }
    return isAppend() ? "append" : "retract";
  }
}
