package io.millrace.local.flink;

/**
 * What a job starts from.
 *
 * @param location of a savepoint or a retained checkpoint, as a path or URI; it stays the caller's
 * @param allowNonRestoredState whether state of operators that are gone may be dropped
 */
public record SavepointRestore(String location, boolean allowNonRestoredState) {
  /** All state of the savepoint must find its operator. */
  public static SavepointRestore of(String location) {
    return new SavepointRestore(location, false);
  }
}
