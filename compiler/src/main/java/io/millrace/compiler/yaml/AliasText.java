package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;

/**
 * The text of an alias: as a whole it stands where it is used, its parts where they are written.
 */
record AliasText(SourceText anchored, Span whole) implements SourceText {
  @Override
  public String value() {
    return anchored.value();
  }

  @Override
  public Span span(int from, int to) {
    return anchored.span(from, to);
  }
}
