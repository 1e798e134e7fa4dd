package io.millrace.compiler.layout;

import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.List;

/** Writes mappings and lists in blocks, and what is in them. */
final class BlockWriter {
  private static final int STEP = 2;

  private final String text;
  private final Lines out = new Lines();
  private final Cursor cursor;
  private final FlowWriter flow;

  BlockWriter(String text) {
    this.text = text;
    this.cursor = new Cursor(text, out);
    this.flow = new FlowWriter(cursor, out);
  }

  /** The whole file. */
  String write(YamlNode root) throws NotLaidOutException {
    Gap head = cursor.take(root.span().start());
    cursor.alone(head, 0);
    for (Gap.Token token : head.tokens()) {
      if (!token.text().equals("---")) {
        throw new NotLaidOutException("`" + token.text() + "` stands before the document");
      }
      out.start(0, false);
      out.add("---");
      cursor.behind(head);
    }
    boolean apart = head.blankBefore() && !head.comments().isEmpty();
    if (root instanceof YamlMapping mapping && isBlock(mapping)) {
      out.start(0, apart);
      mapping(mapping, 0, -1);
    } else if (root instanceof YamlSequence sequence && isBlock(sequence)) {
      out.start(0, apart);
      sequence(sequence, 0, -1);
    } else {
      out.start(0, apart);
      value(root, 0, 0);
    }
    Gap tail = cursor.take(text.length());
    if (!tail.tokens().isEmpty()) {
      throw new NotLaidOutException("`" + tail.tokens().get(0).text() + "` ends the document");
    }
    cursor.behind(tail);
    cursor.alone(tail, 0);
    return out.result();
  }

  /** A mapping whose first key goes to the current line. */
  private void mapping(YamlMapping mapping, int indent, int ownerColumn)
      throws NotLaidOutException {
    int column = column(mapping.span().start());
    for (int i = 0; i < mapping.entries().size(); i++) {
      YamlMapping.Entry entry = mapping.entries().get(i);
      Gap gap = cursor.take(entry.key().span().start());
      if (i > 0) {
        cursor.behind(gap);
        cursor.alone(gap, indent);
        out.start(indent, gap.blankBefore());
      } else if (!gap.comments().isEmpty()) {
        throw new NotLaidOutException("a comment stands before a key on its line");
      }
      for (Gap.Token token : gap.tokens()) {
        property(token);
        out.add(token.text() + " ");
      }
      key(entry.key());
      Gap behind = cursor.take(entry.value().span().start());
      List<Gap.Token> tokens = behind.tokens();
      if (tokens.isEmpty() || tokens.get(0).text().charAt(0) != ':') {
        throw new NotLaidOutException("a key has no colon");
      }
      out.add(":");
      for (Gap.Token token : tokens.subList(1, tokens.size())) {
        property(token);
        out.add(" " + token.text());
      }
      under(entry.value(), behind, indent, column, false);
    }
    cursor.endOfBlock(column, ownerColumn, indent);
  }

  /** A list whose first dash goes to the current line. */
  private void sequence(YamlSequence sequence, int indent, int ownerColumn)
      throws NotLaidOutException {
    int column = column(sequence.span().start());
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode item = sequence.items().get(i);
      Gap gap = cursor.takeToDash(Math.min(text.length(), item.span().start() + 1));
      if (i > 0) {
        cursor.behind(gap);
        cursor.alone(gap, indent);
        out.start(indent, gap.blankBefore());
      }
      out.add("-");
      cursor.moveTo(cursor.at() + 1);
      Gap behind = cursor.take(item.span().start());
      for (Gap.Token token : behind.tokens()) {
        property(token);
        out.add(" " + token.text());
      }
      boolean inline = behind.tokens().isEmpty() && behind.comments().isEmpty();
      under(item, behind, indent, column, inline);
    }
    cursor.endOfBlock(column, ownerColumn, indent);
  }

  /**
   * A value behind its key or dash.
   *
   * @param gap what stands between them
   * @param indent of the key or dash
   * @param column where that was
   * @param inline whether a block may start on the same line
   */
  private void under(YamlNode value, Gap gap, int indent, int column, boolean inline)
      throws NotLaidOutException {
    boolean block = isBlock(value);
    if (value.span().end() == value.span().start()) {
      cursor.behind(gap);
      cursor.alone(gap, indent + STEP);
      return;
    }
    if (inline || (!block && gap.comments().isEmpty())) {
      out.add(" ");
    } else {
      cursor.behind(gap);
      cursor.alone(gap, indent + STEP);
      out.start(indent + STEP, gap.blankBefore() && !gap.alone().isEmpty());
    }
    if (block && value instanceof YamlMapping mapping) {
      mapping(mapping, indent + STEP, column);
    } else if (block && value instanceof YamlSequence sequence) {
      sequence(sequence, indent + STEP, column);
    } else {
      value(value, indent, column);
    }
  }

  private void value(YamlNode value, int indent, int column) throws NotLaidOutException {
    if (value instanceof YamlScalar scalar && !SameContent.isAlias(value) && isBlock(scalar)) {
      int end = blockEnd(scalar);
      String written = text.substring(scalar.span().start(), end);
      ScalarLines.block(written, column, indent, out);
      cursor.moveTo(end);
    } else {
      flow.write(value);
    }
  }

  /** Behind the last line of a block scalar; blank lines belong to one that keeps them. */
  private int blockEnd(YamlScalar scalar) {
    int end = Gap.lineEnd(text, scalar.span().end());
    if (scalar.span().end() > 0 && isStartOfLine(scalar.span().end())) {
      end = scalar.span().end();
    }
    String header = text.substring(scalar.span().start(), Gap.lineEnd(text, scalar.span().start()));
    if (header.startsWith("+", 1) || header.startsWith("+", 2)) {
      int next = end;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      int line = Gap.lineStart(text, next);
      end = next == text.length() ? withoutLastBreak(next) : withoutLastBreak(line);
    }
    return Math.max(end, scalar.span().start() + 1);
  }

  private boolean isStartOfLine(int at) {
    return text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
  }

  private int withoutLastBreak(int end) {
    if (end > 0 && text.charAt(end - 1) == '\n') {
      return end > 1 && text.charAt(end - 2) == '\r' ? end - 2 : end - 1;
    }
    return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private void key(YamlScalar key) throws NotLaidOutException {
    String written = key.span().text();
    if (written.lines().count() != 1 || isBlock(key)) {
      throw new NotLaidOutException("a key has several lines");
    }
    out.add(written + (SameContent.isAlias(key) ? " " : ""));
    cursor.moveTo(key.span().end());
  }

  private static void property(Gap.Token token) throws NotLaidOutException {
    char first = token.text().charAt(0);
    if (first != '&' && first != '!') {
      throw new NotLaidOutException("`" + token.text() + "` stands before a value");
    }
  }

  private int column(int offset) {
    return offset - Gap.lineStart(text, offset);
  }

  static boolean isBlock(YamlScalar scalar) {
    return scalar.style() == YamlScalar.Style.LITERAL || scalar.style() == YamlScalar.Style.FOLDED;
  }

  /** Whether a collection is written without brackets. */
  private boolean isBlock(YamlNode node) {
    if (node instanceof YamlScalar || SameContent.isAlias(node)) {
      return false;
    }
    char first = text.charAt(node.span().start());
    return first != '{' && first != '[';
  }
}
