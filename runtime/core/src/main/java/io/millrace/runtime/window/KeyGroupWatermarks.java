package io.millrace.runtime.window;

import java.util.Arrays;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * The watermark of a keyed operator, kept over a restore.
 *
 * <p>Flink starts every restored operator at the lowest watermark. Rows that had been late before
 * would then be taken again, into windows that had their result and are gone. Union state holds the
 * watermark that each subtask had reached with the key groups that it owned, and after a restore,
 * with any parallelism, each key group starts where it stood.
 */
public final class KeyGroupWatermarks {
  private final ListState<long[]> state;
  private final KeyGroupRange range;
  private final int keyGroups;
  private long watermark = Long.MIN_VALUE;

  /** The restored watermark by key group, until the live one has passed all of them. */
  private long @Nullable [] restored;

  private long highestRestored = Long.MIN_VALUE;

  /** The watermark of the operator whose state this is, restored if there is one. */
  public KeyGroupWatermarks(OperatorStateBackend backend, TaskInfo task) throws Exception {
    keyGroups = task.getMaxNumberOfParallelSubtasks();
    range =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            keyGroups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    state =
        backend.getUnionListState(
            new ListStateDescriptor<>("watermarks", LongPrimitiveArraySerializer.INSTANCE));
    for (long[] entry : state.get()) {
      restore(new KeyGroupRange((int) entry[0], (int) entry[1]).getIntersection(range), entry[2]);
    }
  }

  private void restore(KeyGroupRange part, long value) {
    if (part.getNumberOfKeyGroups() == 0 || value == Long.MIN_VALUE) {
      return;
    }
    if (restored == null) {
      restored = new long[range.getNumberOfKeyGroups()];
      Arrays.fill(restored, Long.MIN_VALUE);
    }
    for (int group = part.getStartKeyGroup(); group <= part.getEndKeyGroup(); group++) {
      restored[group - range.getStartKeyGroup()] = value;
    }
    highestRestored = Math.max(highestRestored, value);
  }

  /** Takes a watermark from upstream. */
  public void advance(long live) {
    watermark = Math.max(watermark, live);
    if (watermark >= highestRestored) {
      restored = null;
    }
  }

  /** The watermark of a key: its timers up to there have fired. */
  public long of(Object key) {
    return restored == null
        ? watermark
        : ofKeyGroup(restored, KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups));
  }

  private long ofKeyGroup(long[] values, int keyGroup) {
    return Math.max(watermark, values[keyGroup - range.getStartKeyGroup()]);
  }

  /** Writes it into the operator's state. */
  public void snapshot() throws Exception {
    state.clear();
    if (restored == null) {
      state.add(new long[] {range.getStartKeyGroup(), range.getEndKeyGroup(), watermark});
      return;
    }
    for (int group = range.getStartKeyGroup(); group <= range.getEndKeyGroup(); group++) {
      state.add(new long[] {group, group, ofKeyGroup(restored, group)});
    }
  }
}
