package io.millrace.runtime.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.jspecify.annotations.Nullable;

/**
 * Hands files out in the order of their paths. Files are often named by time, and a later one that
 * was read first would move the watermark past the rows of all others.
 */
final class PathOrderAssigner implements FileSplitAssigner {
  private final PriorityQueue<FileSourceSplit> splits =
      new PriorityQueue<>(
          Comparator.comparing((FileSourceSplit split) -> split.path().toString())
              .thenComparing(FileSourceSplit::offset));

  PathOrderAssigner(Collection<FileSourceSplit> initial) {
    splits.addAll(initial);
  }

  @Override
  public Optional<FileSourceSplit> getNext(@Nullable String hostname) {
    return Optional.ofNullable(splits.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> returned) {
    splits.addAll(returned);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return new ArrayList<>(splits);
  }
}
