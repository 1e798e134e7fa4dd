package io.millrace.compiler.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that local variables of a method hold, by the Java that computes them, as far as they can
 * be seen from the block at hand.
 */
public final class SharedValues {
  private final @Nullable SharedValues around;
  private final Deque<Map<String, String>> blocks = new ArrayDeque<>();

  /** Nothing is held yet. */
  public SharedValues() {
    this(null);
  }

  private SharedValues(@Nullable SharedValues around) {
    this.around = around;
    open();
  }

  /** A part of the method that may become a block of its own: it sees what is held so far. */
  public SharedValues inner() {
    return new SharedValues(this);
  }

  /** A block begins. */
  public void open() {
    blocks.push(new HashMap<>());
  }

  /** A block ends, and with it what it declared. */
  public void close() {
    blocks.pop();
  }

  /** The variable that holds a value; null if none that can be seen does. */
  @Nullable String variable(String java) {
    for (Map<String, String> block : blocks) {
      String name = block.get(java);
      if (name != null) {
        return name;
      }
    }
    return around == null ? null : around.variable(java);
  }

  void add(String java, String name) {
    blocks.getFirst().put(java, name);
  }

  /** Takes over what an inner part declared that became no block of its own. */
  public void adopt(SharedValues inner) {
    inner.blocks.getLast().forEach(this::add);
  }
}
