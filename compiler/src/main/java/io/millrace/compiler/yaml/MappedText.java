package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.yaml.YamlScalar.Style;
import org.jspecify.annotations.Nullable;

/**
 * The text of a scalar. The map of its parts is made when it is first asked for: few scalars of a
 * file ever get a diagnostic inside.
 */
final class MappedText implements SourceText {
  private final String value;
  private final Span whole;
  private final Style style;
  private final int parentIndent;
  private boolean scanned;
  private @Nullable OffsetMap map;

  /**
   * @param whole starts at the first character of the content, quote or block indicator
   * @param parentIndent the 0-based column of the block mapping or list around it; -1 for none
   */
  MappedText(String value, Span whole, Style style, int parentIndent) {
    this.value = value;
    this.whole = whole;
    this.style = style;
    this.parentIndent = parentIndent;
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
    OffsetMap known = value.isEmpty() ? null : map();
    if (known == null) {
      return whole;
    }
    int first = Math.max(0, Math.min(from, value.length()));
    int behind = Math.max(first, Math.min(to, value.length()));
    if (first < behind) {
      return new Span(whole.source(), known.start(first), known.end(behind - 1));
    }
    int point = first < value.length() ? known.start(first) : endOfText(known);
    return new Span(whole.source(), point, point);
  }

  /**
   * Behind the last character of the last line; the line break that ends it is no place to show.
   */
  private int endOfText(OffsetMap known) {
    int last = value.length();
    while (last > 1 && value.charAt(last - 1) == '\n') {
      last--;
    }
    return known.end(last - 1);
  }

  /** Whether the parts of the text can be told apart. */
  boolean isMapped() {
    return map() != null;
  }

  private synchronized @Nullable OffsetMap map() {
    if (!scanned) {
      OffsetMap found = scan();
      // Only a map that decodes to the very same text can be trusted.
      map = found != null && found.decoded().equals(value) ? found : null;
      scanned = true;
    }
    return map;
  }

  private @Nullable OffsetMap scan() {
    String text = whole.source().text();
    int start = whole.start();
    int end = whole.end();
    return switch (style) {
      case PLAIN -> FlowScalarScan.plain(text, start, end, value.length());
      case SINGLE_QUOTED -> FlowScalarScan.singleQuoted(text, start, end, value.length());
      case DOUBLE_QUOTED -> FlowScalarScan.doubleQuoted(text, start, end, value.length());
      case LITERAL, FOLDED -> BlockScalarScan.scan(text, start, parentIndent, value.length());
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
