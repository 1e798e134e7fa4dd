package io.millrace.runtime.lookup;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends rows with their answers on, and failures to a side output. Chained to the lookup. */
public final class SplitFailures<R, E> extends ProcessFunction<Either<R, E>, R> {
  private static final long serialVersionUID = 1L;

  private final OutputTag<E> failures;

  public SplitFailures(OutputTag<E> failures) {
    this.failures = failures;
  }

  @Override
  public void processElement(Either<R, E> either, Context context, Collector<R> out) {
    if (either.isLeft()) {
      out.collect(either.left());
    } else {
      context.output(failures, either.right());
    }
  }
}
