package io.millrace.compiler.diag;

/**
 * A range of a source file.
 *
 * @param start first UTF-16 offset
 * @param end offset behind the last; equal to start for a point
 */
public record Span(SourceFile source, int start, int end) implements Comparable<Span> {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("bad span " + start + ".." + end + " in " + source);
    }
  }

  public int line() {
    return source.line(start);
  }

  public int column() {
    return source.column(start);
  }

  public String text() {
    int length = source.text().length();
    return source.text().substring(Math.min(start, length), Math.min(end, length));
  }

  /** The smallest span that covers both; both must be of one file. */
  public Span to(Span other) {
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  @Override
  public int compareTo(Span other) {
    int byFile = source.name().compareTo(other.source.name());
    if (byFile != 0) {
      return byFile;
    }
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(end, other.end);
  }

  @Override
  public String toString() {
    return source.name() + ":" + line() + ":" + column();
  }
}
