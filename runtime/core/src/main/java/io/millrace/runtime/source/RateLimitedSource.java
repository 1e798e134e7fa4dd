package io.millrace.runtime.source;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Another source, held back: its subtasks together read at most so many records a second, each of
 * them an equal part. What is not read stays where it is, so that no memory fills.
 */
public final class RateLimitedSource<T, S extends SourceSplit, C> implements Source<T, S, C> {
  private static final long serialVersionUID = 1L;

  private final Source<T, S, C> source;
  private final double perSecond;

  private RateLimitedSource(double perSecond, Source<T, S, C> source) {
    this.perSecond = perSecond;
    this.source = source;
  }

  public static <T, S extends SourceSplit, C> RateLimitedSource<T, S, C> perSecond(
      double records, Source<T, S, C> source) {
    return new RateLimitedSource<>(records, source);
  }

  /** The source that is held back. */
  public Source<T, S, C> source() {
    return source;
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    return new RateLimitedReader<>(
        source.createReader(context), perSecond / context.currentParallelism(), System::nanoTime);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C checkpoint)
      throws Exception {
    return source.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }
}
