package io.millrace.compiler.schema;

import com.networknt.schema.path.NodePath;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node of the document, and how one gets there.
 *
 * @param path as users read it: {@code sources.orders.topics[1]}; empty for the root
 * @param name the last step: a key, or {@code item 2 of `topics`}
 * @param key of the entry that holds the node; null for the root and for items of lists
 */
record Place(YamlNode node, String path, String name, @Nullable YamlScalar key) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** Follows a JSON pointer that the schema library gave for a tree made of this document. */
  static Place find(YamlNode root, NodePath pointer) {
    Place at = new Place(root, "", "", null);
    for (int i = 0; i < pointer.getNameCount(); i++) {
      at = at.step(pointer.getElement(i));
    }
    return at;
  }

  private Place step(Object element) {
    if (node instanceof YamlSequence sequence) {
      int index = Integer.parseInt(element.toString());
      return new Place(
          sequence.items().get(index),
          path + "[" + index + "]",
          "item " + (index + 1) + " of " + quoted(),
          null);
    }
    YamlMapping.Entry entry = ((YamlMapping) node).entry(element.toString());
    if (entry == null) {
      throw new IllegalStateException("no " + element + " in " + path);
    }
    String key = entry.key().value();
    // The number of a partition alone would read like a value.
    String named = DIGITS.matcher(key).matches() ? name + "." + key : key;
    String at = path.isEmpty() ? key : path + "." + key;
    return new Place(entry.value(), at, named, entry.key());
  }

  /** The name in backquotes, unless it is a phrase of its own. */
  String quoted() {
    return key == null ? name : "`" + name + "`";
  }

  /**
   * What to underline for the node as a whole: a scalar, or a collection in one line, is underlined
   * itself; for larger ones, and for a value that is not there, the key is.
   */
  Span span() {
    Span own = node.span();
    if (node instanceof YamlScalar && own.start() < own.end()) {
      return firstLine(own);
    }
    boolean ownLine = key == null || own.line() == key.span().line();
    boolean oneLine = own.start() < own.end() && !own.text().strip().contains("\n");
    return key == null || (ownLine && oneLine) ? firstLine(own) : key.span();
  }

  /** What to underline for something that is missing in the node. */
  Span head() {
    if (key != null) {
      return key.span();
    }
    if (node instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
      return mapping.entries().get(0).key().span();
    }
    return firstLine(node.span());
  }

  private static Span firstLine(Span span) {
    int end = span.source().text().indexOf('\n', span.start());
    return end < 0 || end >= span.end() ? span : new Span(span.source(), span.start(), end);
  }
}
