package io.millrace.compiler.diag;

/**
 * A decoded string that a user wrote in a file, and where each part of it stands there. Decoding
 * (quotes, escapes, block indentation, folding) makes the two differ.
 */
public interface SourceText {
  /** The decoded text. */
  String value();

  /** The whole scalar as written, quotes or block indicator included. */
  Span whole();

  /**
   * The source range of a range of {@link #value()}, in UTF-16 code units; the whole scalar where
   * the parts cannot be told. An empty range gives a point (or the nearest character).
   */
  Span span(int from, int to);

  /** A text whose parts cannot be told apart in the source. */
  static SourceText unmapped(String value, Span whole) {
    return new UnmappedText(value, whole);
  }
}
