package io.millrace.runtime.lookup;

import java.util.Collections;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.types.Either;
import org.jspecify.annotations.Nullable;

/** The functions of lookups. */
public final class Lookups {
  private Lookups() {}

  /** A row whose question is not answered fails the job. */
  public static <T, Q, A, R> LookupFunction<T, Q, A, R, R> failing(
      LookupOptions options,
      LookupClient<Q, A> client,
      LookupJoin<T, Q, A, R> join,
      TypeInformation<R> type) {
    return new Failing<>(options, client, join, type);
  }

  /** A row whose question is not answered is emitted to the right; see {@link SplitFailures}. */
  public static <T, Q, A, R, E> LookupFunction<T, Q, A, R, Either<R, E>> splitting(
      LookupOptions options,
      LookupClient<Q, A> client,
      LookupJoin<T, Q, A, R> join,
      LookupFailure<T, E> failure,
      TypeInformation<R> type,
      TypeInformation<E> errorType) {
    return new Splitting<>(options, client, join, failure, new EitherTypeInfo<>(type, errorType));
  }

  private static final class Failing<T, Q, A, R> extends LookupFunction<T, Q, A, R, R> {
    private static final long serialVersionUID = 1L;

    Failing(
        LookupOptions options,
        LookupClient<Q, A> client,
        LookupJoin<T, Q, A, R> join,
        TypeInformation<R> type) {
      super(options, client, join, type);
    }

    @Override
    R emitted(R row) {
      return row;
    }

    @Override
    void failed(T row, String message, @Nullable Throwable cause, ResultFuture<R> result) {
      result.completeExceptionally(
          new IllegalStateException(
              options.node()
                  + ": a lookup failed: "
                  + message
                  + ". A node that reads `"
                  + options.node()
                  + ".errors` takes such rows.",
              cause));
    }
  }

  private static final class Splitting<T, Q, A, R, E>
      extends LookupFunction<T, Q, A, R, Either<R, E>> {
    private static final long serialVersionUID = 1L;

    private final LookupFailure<T, E> failure;

    Splitting(
        LookupOptions options,
        LookupClient<Q, A> client,
        LookupJoin<T, Q, A, R> join,
        LookupFailure<T, E> failure,
        TypeInformation<Either<R, E>> type) {
      super(options, client, join, type);
      this.failure = failure;
    }

    @Override
    Either<R, E> emitted(R row) {
      return Either.Left(row);
    }

    @Override
    void failed(
        T row, String message, @Nullable Throwable cause, ResultFuture<Either<R, E>> result) {
      result.complete(Collections.singletonList(Either.Right(failure.failed(row, message))));
    }
  }
}
