package io.millrace.local.testing;

import io.millrace.runtime.window.Aggregator;
import io.millrace.runtime.window.Having;
import io.millrace.runtime.window.UpdatingAggregator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.streaming.api.operators.StreamOperator;

/**
 * Looks at conditions on results while they are decided: puts a listener in front of the generated
 * part of an aggregate, before the operator opens. The generated code runs as it is.
 */
final class HavingProbe {
  private static final String RUNTIME = "io.millrace.runtime.";

  private HavingProbe() {}

  /**
   * Listens to an operator.
   *
   * @param heard told of every decision
   */
  static void attach(StreamOperator<?> operator, Consumer<Boolean> heard) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    open.add(operator);
    while (!open.isEmpty()) {
      Object holder = open.pop();
      if (!seen.add(holder)) {
        continue;
      }
      for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())
              && !field.getType().isPrimitive()
              && !type.isRecord()) {
            visit(holder, field, open, heard);
          }
        }
      }
    }
  }

  private static void visit(
      Object holder, Field field, Deque<Object> open, Consumer<Boolean> heard) {
    boolean ours = field.getDeclaringClass().getName().startsWith(RUNTIME);
    boolean function = Function.class.isAssignableFrom(field.getType());
    if (!ours && !function && !field.getName().equals("userFunction")) {
      return;
    }
    try {
      field.setAccessible(true);
      Object value = field.get(holder);
      if (value == null) {
        return;
      }
      Object listening = listening(value, field.getType(), heard);
      if (listening != value) {
        field.set(holder, listening);
      } else if (value.getClass().getName().startsWith(RUNTIME)) {
        open.add(value);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked") // What is passed on has the types that the generated part has.
  private static Object listening(Object value, Class<?> type, Consumer<Boolean> heard) {
    if (type == Having.class) {
      Having<Object, Object> condition = (Having<Object, Object>) value;
      return (Having<Object, Object>)
          (key, accumulator) -> {
            boolean held = condition.having(key, accumulator);
            heard.accept(held);
            return held;
          };
    }
    if (value instanceof ListeningAggregator || value instanceof ListeningUpdatingAggregator) {
      return value;
    }
    if (value instanceof UpdatingAggregator<?, ?, ?, ?> updating
        && type.isAssignableFrom(ListeningUpdatingAggregator.class)) {
      return new ListeningUpdatingAggregator(updating, heard);
    }
    return value instanceof Aggregator<?, ?, ?, ?> aggregator
            && type.isAssignableFrom(ListeningAggregator.class)
        ? new ListeningAggregator(aggregator, heard)
        : value;
  }
}
