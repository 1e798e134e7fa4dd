package io.millrace.runtime.lookup;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a client again after failures that may pass, and keeps answers. Equal questions that are
 * open at the same time are asked once, if answers are kept. Failures are not kept.
 */
final class Questions<Q, A> implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final LookupClient<Q, A> client;
  private final LookupOptions options;
  private final @Nullable AsyncCache<Q, List<A>> cache;

  Questions(LookupClient<Q, A> client, LookupOptions options) {
    this.client = client;
    this.options = options;
    if (options.cacheRows() > 0) {
      Caffeine<Object, Object> builder = Caffeine.newBuilder().maximumSize(options.cacheRows());
      if (options.cacheTtl() != null) {
        builder.expireAfterWrite(options.cacheTtl());
      }
      cache = builder.buildAsync();
    } else {
      cache = null;
    }
  }

  void open() throws Exception {
    client.open(options.node(), options.capacity());
  }

  /** The answers, at once if they are kept; see {@link LookupClient#ask}. */
  CompletableFuture<List<A>> ask(Q question) {
    return cache == null ? fetch(question) : cache.get(question, (q, executor) -> fetch(q));
  }

  private CompletableFuture<List<A>> fetch(Q question) {
    long deadline = System.nanoTime() + options.timeout().toNanos();
    return attempt(question, deadline, options.retries(), FIRST_PAUSE);
  }

  private CompletableFuture<List<A>> attempt(
      Q question, long deadline, int retriesLeft, Duration pause) {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    return client
        .ask(question, left)
        .exceptionallyCompose(
            failure -> {
              Throwable cause = cause(failure);
              boolean hopeless =
                  retriesLeft == 0
                      || System.nanoTime() + pause.toNanos() >= deadline
                      || !(cause instanceof LookupException e && e.isRetryable());
              return hopeless
                  ? CompletableFuture.failedFuture(cause)
                  : later(question, deadline, retriesLeft - 1, pause);
            });
  }

  private CompletableFuture<List<A>> later(
      Q question, long deadline, int retriesLeft, Duration pause) {
    Duration longer = pause.multipliedBy(2);
    Duration next = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    return CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
        .thenCompose(paused -> attempt(question, deadline, retriesLeft, next));
  }

  /** What is behind the wrappers of futures. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** A failure in a few words. */
  static String message(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof TimeoutException) {
      return "no answer in time";
    }
    return cause instanceof LookupException ? String.valueOf(cause.getMessage()) : cause.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
