package io.millrace.compiler.diag;

record UnmappedText(String value, Span whole) implements SourceText {
  @Override
  public Span span(int from, int to) {
    return whole;
  }
}
