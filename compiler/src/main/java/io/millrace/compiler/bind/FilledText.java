package io.millrace.compiler.bind;

import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import java.util.List;

/**
 * A text of a fragment with arguments in it. As a whole it stands in the fragment; what lies inside
 * of one argument stands where that was given.
 */
final class FilledText implements SourceText {
  /**
   * A part of the text.
   *
   * @param start where it starts in the filled text
   * @param end where it ends there
   * @param source the text that it comes from: the fragment's, or an argument's
   * @param offset where it starts in that
   * @param template what stands for it in the fragment's text
   */
  record Piece(int start, int end, SourceText source, int offset, Span template) {}

  private final String value;
  private final Span whole;
  private final List<Piece> pieces;

  FilledText(String value, Span whole, List<Piece> pieces) {
    this.value = value;
    this.whole = whole;
    this.pieces = List.copyOf(pieces);
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public Span whole() {
    return whole;
  }

  @Override
  public Span span(int from, int to) {
    Piece first = null;
    Piece last = null;
    for (Piece piece : pieces) {
      if (piece.start() <= from && from <= piece.end() && (first == null || from > first.start())) {
        first = piece.end() == from && to > from ? first : piece;
      }
      if (piece.start() < to && to <= piece.end()) {
        last = piece;
      }
    }
    if (first == null) {
      return whole;
    }
    if (last == null || first.equals(last)) {
      int length = first.source().value().length();
      int begin = Math.min(length, Math.max(0, first.offset() + from - first.start()));
      int end = Math.min(length, Math.max(begin, first.offset() + to - first.start()));
      return first.source().span(begin, end);
    }
    Span begin = inTemplate(first, from, first.end());
    Span end = inTemplate(last, last.start(), to);
    return begin.source().equals(end.source()) ? begin.to(end) : whole;
  }

  private Span inTemplate(Piece piece, int from, int to) {
    Span own =
        piece
            .source()
            .span(piece.offset() + from - piece.start(), piece.offset() + to - piece.start());
    return own.source().equals(whole.source()) ? own : piece.template();
  }

  @Override
  public String toString() {
    return value;
  }
}
