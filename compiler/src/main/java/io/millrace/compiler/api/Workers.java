package io.millrace.compiler.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads for files that do not depend on each other. They are of their own, not the common pool's,
 * whose class loader does not see what a Maven plugin sees.
 */
final class Workers implements AutoCloseable {
  private final @Nullable ExecutorService threads;

  Workers(int files) {
    int count = Math.min(files, Runtime.getRuntime().availableProcessors());
    this.threads = count < 2 ? null : Executors.newFixedThreadPool(count, Workers::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-compiler");
    thread.setDaemon(true);
    return thread;
  }

  /** Does something with all items; returns when it is done with all, and throws what one threw. */
  <T> void each(List<T> items, Consumer<? super T> work) {
    if (threads == null) {
      items.forEach(work);
      return;
    }
    List<Future<?>> running = new ArrayList<>();
    for (T item : items) {
      running.add(threads.submit(() -> work.accept(item)));
    }
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it compiled pipelines", e);
    }
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
