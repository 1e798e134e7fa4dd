package io.millrace.runtime.window;

import org.jspecify.annotations.Nullable;

/**
 * What an aggregate has of one key: slices in the order of their ends. Few of them wait at a time,
 * and a row is mostly in the slice of the row before, so they are a linked list and looked for from
 * there.
 */
final class SliceList<K, ACC> {
  private @Nullable OpenSlice<K, ACC> oldest;
  private @Nullable OpenSlice<K, ACC> newest;

  /** The one that was asked for last. */
  private @Nullable OpenSlice<K, ACC> recent;

  boolean isEmpty() {
    return newest == null;
  }

  /** The slice that ends at a time, or null. */
  @Nullable OpenSlice<K, ACC> get(long end) {
    OpenSlice<K, ACC> at = recent;
    if (at == null || at.slice != end) {
      at = atOrBefore(end);
      if (at == null || at.slice != end) {
        return null;
      }
      recent = at;
    }
    return at;
  }

  /**
   * The last slice that ends up to a time. Rows of one partition may be far behind those of
   * another, but come in batches.
   */
  private @Nullable OpenSlice<K, ACC> atOrBefore(long end) {
    OpenSlice<K, ACC> at = recent == null ? newest : recent;
    while (at != null && at.slice > end) {
      at = at.older;
    }
    while (at != null && at.newer != null && at.newer.slice <= end) {
      at = at.newer;
    }
    return at;
  }

  /** Adds a slice of which there is none. */
  void add(OpenSlice<K, ACC> slice) {
    OpenSlice<K, ACC> older = atOrBefore(slice.slice);
    OpenSlice<K, ACC> newer = older == null ? oldest : older.newer;
    slice.older = older;
    slice.newer = newer;
    if (older == null) {
      oldest = slice;
    } else {
      older.newer = slice;
    }
    if (newer == null) {
      newest = slice;
    } else {
      newer.older = slice;
    }
    recent = slice;
  }

  /** Takes a slice out; it still says which came behind it. */
  void remove(OpenSlice<K, ACC> slice) {
    if (slice.older == null) {
      oldest = slice.newer;
    } else {
      slice.older.newer = slice.newer;
    }
    if (slice.newer == null) {
      newest = slice.older;
    } else {
      slice.newer.older = slice.older;
    }
    if (recent == slice) {
      recent = null;
    }
  }
}
