package io.millrace.runtime.window;

import java.util.Arrays;

/** What waits of one key. */
final class KeySlices<K> {
  final K key;
  private final SliceList<K, ?>[] lists;

  @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of a generic type.
  KeySlices(K key, int aggregates) {
    this.key = key;
    this.lists = new SliceList[aggregates];
    Arrays.setAll(lists, aggregate -> new SliceList<>());
  }

  /** What waits of one of the aggregates. */
  @SuppressWarnings("unchecked") // An aggregate has accumulators of one type.
  <ACC> SliceList<K, ACC> of(int aggregate) {
    return (SliceList<K, ACC>) lists[aggregate];
  }

  boolean isEmpty() {
    for (SliceList<K, ?> list : lists) {
      if (!list.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
