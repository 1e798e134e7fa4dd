package io.millrace.compiler.layout;

import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.List;

/**
 * Writes values in brackets. Entries that began a line still do, indented by two more than the line
 * with the bracket; the closing bracket stands behind the last one.
 */
final class FlowWriter {
  private final Cursor cursor;
  private final Lines out;

  FlowWriter(Cursor cursor, Lines out) {
    this.cursor = cursor;
    this.out = out;
  }

  /** A value that stands at the cursor, scalars of one style or another included. */
  void write(YamlNode node) throws NotLaidOutException {
    if (node instanceof YamlScalar || SameContent.isAlias(node)) {
      cursor.moveTo(node.span().end());
      ScalarLines.folded(node.span().text(), out);
      return;
    }
    char open = cursor.text().charAt(node.span().start());
    if (node instanceof YamlMapping mapping && open != '{') {
      pair(mapping);
      return;
    }
    out.add(String.valueOf(open));
    cursor.moveTo(node.span().start() + 1);
    boolean braces = open == '{';
    int indent = out.indent() + 2;
    int size = node instanceof YamlMapping m ? m.entries().size() : items(node).size();
    for (int i = 0; i < size; i++) {
      if (node instanceof YamlMapping mapping) {
        YamlMapping.Entry entry = mapping.entries().get(i);
        before(entry.key().span().start(), i == 0, braces, indent);
        entry(entry);
      } else {
        before(items(node).get(i).span().start(), i == 0, braces, indent);
        write(items(node).get(i));
      }
      if (i < size - 1) {
        out.add(",");
      }
    }
    close(node, size > 0 && braces, indent);
  }

  private static List<YamlNode> items(YamlNode node) {
    return ((YamlSequence) node).items();
  }

  private void before(int start, boolean first, boolean braces, int indent)
      throws NotLaidOutException {
    Gap gap = cursor.take(start);
    cursor.behind(gap);
    cursor.alone(gap, indent);
    if (gap.breaks()) {
      out.start(indent, gap.blankBefore() && !first);
    } else if (!first || braces) {
      out.add(" ");
    }
    out.add(properties(gap, ","));
  }

  private void close(YamlNode node, boolean spaced, int indent) throws NotLaidOutException {
    Gap gap = cursor.take(node.span().end() - 1);
    properties(gap, ",");
    if (gap.comments().isEmpty()) {
      out.add(spaced ? " " : "");
    } else {
      cursor.behind(gap);
      cursor.alone(gap, indent);
      out.start(indent, false);
    }
    out.add(cursor.text().substring(node.span().end() - 1, node.span().end()));
    cursor.moveTo(node.span().end());
  }

  private void entry(YamlMapping.Entry entry) throws NotLaidOutException {
    write(entry.key());
    Gap gap = cursor.take(entry.value().span().start());
    if (!gap.comments().isEmpty()) {
      throw new NotLaidOutException("a comment stands between a key and its value in brackets");
    }
    if (gap.tokens().isEmpty()) {
      return; // `{ a, b }`: keys without values
    }
    out.add(":");
    String properties = properties(gap, ":");
    if (!properties.isEmpty() || entry.value().span().end() > entry.value().span().start()) {
      out.add(" ");
    }
    out.add(properties);
    write(entry.value());
  }

  private void pair(YamlMapping mapping) throws NotLaidOutException {
    entry(mapping.entries().get(0));
  }

  /** Anchor and tag behind a character that is written already. */
  private static String properties(Gap gap, String separator) throws NotLaidOutException {
    StringBuilder properties = new StringBuilder();
    boolean separated = false;
    for (Gap.Token token : gap.tokens()) {
      String text = token.text();
      if (!separated && text.startsWith(separator)) {
        text = text.substring(separator.length());
        separated = true;
      }
      if (!text.isEmpty() && text.charAt(0) != '&' && text.charAt(0) != '!') {
        throw new NotLaidOutException("`" + text + "` stands between values in brackets");
      }
      properties.append(text).append(text.isEmpty() ? "" : " ");
    }
    return properties.toString();
  }
}
