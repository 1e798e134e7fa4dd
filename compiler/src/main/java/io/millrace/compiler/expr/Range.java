package io.millrace.compiler.expr;

/** A range of an expression's text in UTF-16 code units. */
record Range(int start, int end) {
  Range to(Range other) {
    return new Range(Math.min(start, other.start), Math.max(end, other.end));
  }
}
