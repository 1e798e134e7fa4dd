package io.millrace.compiler.types;

/** How a timestamp stands in JSON and CSV. */
public enum TimestampForm {
  /** RFC 3339 text, as {@code 2026-01-31T12:00:00.123Z}. */
  ISO,
  /** A whole number of milliseconds since the epoch. */
  MILLIS,
  /** A number of seconds since the epoch. */
  SECONDS
}
