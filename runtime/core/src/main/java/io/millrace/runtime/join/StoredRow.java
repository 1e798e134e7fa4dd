package io.millrace.runtime.join;

/**
 * A row that waits for partners. Mutable; its serializer copies deeply.
 *
 * @param <T> the row, which is immutable
 */
final class StoredRow<T> {
  final T row;

  /** Event time in epoch milliseconds; {@link Long#MIN_VALUE} if the row has none. */
  final long timestamp;

  /** How many partners it has now; 1 may stand for more where none can go away. */
  int partners;

  StoredRow(T row, long timestamp, int partners) {
    this.row = row;
    this.timestamp = timestamp;
    this.partners = partners;
  }
}
