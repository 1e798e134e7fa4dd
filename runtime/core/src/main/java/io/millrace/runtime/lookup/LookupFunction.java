package io.millrace.runtime.lookup;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks an outside system for each row, for {@code AsyncDataStream}. A row with several answers goes
 * out once for each. What is open when a checkpoint is taken is asked again after a restore.
 *
 * <p>Metrics: {@code numLookups}, {@code numLookupErrors}.
 *
 * @param <T> rows that come in
 * @param <R> rows that go out
 * @param <O> what is emitted: rows, or rows and failures
 */
public abstract class LookupFunction<T, Q, A, R, O> extends RichAsyncFunction<T, O>
    implements ResultTypeQueryable<O> {
  private static final long serialVersionUID = 1L;

  final LookupOptions options;
  private final LookupClient<Q, A> client;
  private final LookupJoin<T, Q, A, R> join;
  private final TypeInformation<O> type;
  private transient @Nullable Questions<Q, A> questions;
  private transient Counter lookups;
  private transient Counter errors;

  LookupFunction(
      LookupOptions options,
      LookupClient<Q, A> client,
      LookupJoin<T, Q, A, R> join,
      TypeInformation<O> type) {
    this.options = options;
    this.client = client;
    this.join = join;
    this.type = type;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    // Counted by the threads on which answers arrive.
    lookups = metrics.counter("numLookups", new ThreadSafeSimpleCounter());
    errors = metrics.counter("numLookupErrors", new ThreadSafeSimpleCounter());
    questions = new Questions<>(client, options);
    questions.open();
  }

  @Override
  public void asyncInvoke(T row, ResultFuture<O> result) {
    Questions<Q, A> open = questions;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    lookups.inc();
    CompletableFuture<List<A>> answers = open.ask(join.question(row));
    var unused =
        answers.whenComplete(
            (found, failure) -> {
              if (failure != null) {
                report(row, Questions.message(failure), Questions.cause(failure), result);
                return;
              }
              try {
                result.complete(rows(row, found));
              } catch (RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
  }

  /** How questions are made of rows, and rows of answers. */
  public LookupJoin<T, Q, A, R> join() {
    return join;
  }

  /** What is asked for a row; for tests, which answer in the place of the outside system. */
  public Q question(T row) {
    return join.question(row);
  }

  /** What is emitted for a row and its answers. */
  public List<O> answered(T row, List<A> answers) {
    return rows(row, answers);
  }

  /** Emits what is emitted for a row whose question was not answered, or fails. */
  public void unanswered(T row, String message, ResultFuture<O> result) {
    failed(row, message, null, result);
  }

  private List<O> rows(T row, List<A> found) {
    if (found.isEmpty()) {
      return options.keepsUnanswered() ? List.of(emitted(join.join(row, null))) : List.of();
    }
    return found.stream().map(answer -> emitted(join.join(row, answer))).toList();
  }

  /** All attempts together took too long. */
  @Override
  public void timeout(T row, ResultFuture<O> result) {
    report(row, "no answer within " + options.timeout().toMillis() + " ms", null, result);
  }

  private void report(T row, String message, @Nullable Throwable cause, ResultFuture<O> result) {
    errors.inc();
    failed(row, message, cause, result);
  }

  abstract O emitted(R row);

  abstract void failed(T row, String message, @Nullable Throwable cause, ResultFuture<O> result);

  @Override
  public TypeInformation<O> getProducedType() {
    return type;
  }

  @Override
  public void close() {
    if (questions != null) {
      questions.close();
      questions = null;
    }
  }
}
