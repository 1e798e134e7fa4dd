package io.millrace.local.flink;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs something under another context class loader: Flink and Kafka look up classes by it. */
final class ContextLoader {
  private ContextLoader() {}

  static <T extends @Nullable Object> T call(ClassLoader loader, Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
