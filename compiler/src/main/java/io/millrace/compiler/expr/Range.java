package io.millrace.compiler.expr;

/** A range of an expression's text in UTF-16 code units. */
record Range(int start, int end) {
  boolean contains(Range other) {
    return start <= other.start && other.end <= end;
  }

  Range to(Range other) {
    return new Range(Math.min(start, other.start), Math.max(end, other.end));
  }
}
