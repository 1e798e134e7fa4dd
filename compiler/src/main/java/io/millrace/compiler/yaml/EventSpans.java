package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.yaml.YamlScalar.Style;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where the content of a node stands. The library's marks are no spans: they count code points,
 * start at the properties, and end at the next token where a node has no closing character.
 */
final class EventSpans {
  private final SourceFile file;
  private final String text;
  private final CodePointIndex index;

  /** The offset behind the last content read. */
  private int lastEnd;

  EventSpans(SourceFile file) {
    this.file = file;
    this.text = file.text();
    this.index = new CodePointIndex(text);
  }

  int offset(Optional<Mark> mark) {
    return Math.min(index.offset(mark.orElseThrow().getIndex()), text.length());
  }

  int lastEnd() {
    return lastEnd;
  }

  Span point(int at) {
    return new Span(file, at, at);
  }

  /** From the start to the end of an event, as an alias or a document marker has them. */
  Span exact(Event event) {
    Span span = new Span(file, offset(event.getStartMark()), offset(event.getEndMark()));
    lastEnd = Math.max(lastEnd, span.end());
    return span;
  }

  /** The tag and anchor of a node. */
  NodeProperties properties(NodeEvent event, Optional<String> tag) {
    int start = offset(event.getStartMark());
    return tag.isPresent() || event.getAnchor().isPresent()
        ? NodeProperties.scan(text, start)
        : NodeProperties.none(start);
  }

  /** From the quote, block indicator or first character to the last character of the content. */
  Span scalar(ScalarEvent event, Style style, NodeProperties properties) {
    int end = offset(event.getEndMark());
    int start = Math.min(properties.contentStart(), end);
    if (style == Style.PLAIN && event.getValue().isEmpty()) {
      boolean bare = event.getTag().isEmpty() && event.getAnchor().isEmpty();
      start = bare ? leftOut(end) : end;
      end = start;
    } else if (style == Style.LITERAL || style == Style.FOLDED) {
      end = behindLastLine(start, end);
    }
    lastEnd = Math.max(lastEnd, end);
    return new Span(file, start, end);
  }

  /** A value left out: behind its indicator, not at the next token, which may be lines away. */
  private int leftOut(int position) {
    boolean behindIndicator = position > 0 && ":-?".indexOf(text.charAt(position - 1)) >= 0;
    return behindIndicator || position < lastEnd ? position : lastEnd;
  }

  /** The library ends a block scalar at the next token; it ends with its last line of content. */
  private int behindLastLine(int start, int end) {
    int at = end;
    while (at > start && " \t\r\n".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** The bracket, first dash or first key of a collection. */
  int collectionStart(CollectionStartEvent event) {
    int start = offset(event.getStartMark());
    int behind = offset(event.getEndMark());
    if (event.isFlow()) {
      return isBracketed(event) ? behind - 1 : start;
    }
    // A list that is not indented below its key is reported from behind its first dash.
    lastEnd = Math.max(lastEnd, behind);
    return event instanceof SequenceStartEvent && !setsIndent(event) ? behind - 1 : behind;
  }

  /** Whether a collection is a block that is indented more than the one around it. */
  boolean setsIndent(CollectionStartEvent event) {
    int behind = offset(event.getEndMark());
    return !event.isFlow()
        && (!(event instanceof SequenceStartEvent)
            || (behind < text.length() && text.charAt(behind) == '-'));
  }

  /** Whether brackets stand around: not in a block, nor around the pair in {@code [a: b]}. */
  private boolean isBracketed(CollectionStartEvent event) {
    int behind = offset(event.getEndMark());
    return event.isFlow()
        && behind > offset(event.getStartMark())
        && (text.charAt(behind - 1) == '[' || text.charAt(behind - 1) == '{');
  }

  /** The span of a collection whose last event was just read. */
  Span collection(CollectionStartEvent event, int start, Event end) {
    if (isBracketed(event)) {
      lastEnd = offset(end.getEndMark());
    }
    return new Span(file, start, Math.max(start, lastEnd));
  }

  /** The 0-based column of an offset. */
  int column(int offset) {
    return file.column(offset) - 1;
  }
}
