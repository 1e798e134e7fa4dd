package io.millrace.compiler.layout;

import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/** Compares a file with its new form. */
final class SameContent {
  private SameContent() {}

  /**
   * Compares.
   *
   * @throws NotLaidOutException if a value, its style, a comment or an anchor is not the same
   */
  static void require(SourceFile file, YamlNode root, SourceFile formed)
      throws NotLaidOutException {
    Outcome<YamlDocument> again = YamlReader.read(formed);
    if (!again.isOk() || !same(root, again.get().root())) {
      throw new NotLaidOutException("its values would not stay the same");
    }
    if (!besides(file, root).equals(besides(formed, again.get().root()))) {
      throw new NotLaidOutException("a comment or an anchor would not stay where it is");
    }
  }

  private static boolean same(YamlNode one, YamlNode other) {
    if (isAlias(one) || isAlias(other)) {
      return one.span().text().equals(other.span().text());
    }
    if (one instanceof YamlScalar a && other instanceof YamlScalar b) {
      return a.kind() == b.kind() && a.style() == b.style() && a.value().equals(b.value());
    }
    if (one instanceof YamlSequence a && other instanceof YamlSequence b) {
      boolean same = a.items().size() == b.items().size();
      for (int i = 0; same && i < a.items().size(); i++) {
        same = same(a.items().get(i), b.items().get(i));
      }
      return same;
    }
    if (one instanceof YamlMapping a && other instanceof YamlMapping b) {
      boolean same = a.entries().size() == b.entries().size();
      for (int i = 0; same && i < a.entries().size(); i++) {
        same =
            same(a.entries().get(i).key(), b.entries().get(i).key())
                && same(a.entries().get(i).value(), b.entries().get(i).value());
      }
      return same;
    }
    return false;
  }

  /** Whether a node is the use of another. */
  static boolean isAlias(YamlNode node) {
    return node.span().end() > node.span().start()
        && node.span().source().text().charAt(node.span().start()) == '*';
  }

  /** All comments, anchors and tags, in order. */
  private static List<String> besides(SourceFile file, YamlNode root) {
    List<YamlNode> leaves = new ArrayList<>();
    leaves(root, leaves);
    List<String> found = new ArrayList<>();
    int at = 0;
    for (YamlNode leaf : leaves) {
      add(Gap.scan(file.text(), at, leaf.span().start()), found);
      boolean block = leaf instanceof YamlScalar scalar && BlockWriter.isBlock(scalar);
      if (block && !isAlias(leaf)) {
        found.add(leaf.span().text().lines().findFirst().orElse("").stripTrailing());
      }
      at = leaf.span().end();
    }
    add(Gap.scan(file.text(), at, file.text().length()), found);
    return found;
  }

  private static void add(Gap gap, List<String> found) {
    for (Gap.Token token : gap.tokens()) {
      String text = token.text().replaceFirst("^[\\[{,]+", "");
      if (text.startsWith("&") || text.startsWith("!")) {
        found.add(text);
      }
    }
    gap.comments().forEach(comment -> found.add(comment.text()));
  }

  private static void leaves(YamlNode node, List<YamlNode> leaves) {
    if (node instanceof YamlScalar || isAlias(node)) {
      leaves.add(node);
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> leaves(item, leaves));
    } else if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        leaves.add(entry.key());
        leaves(entry.value(), leaves);
      }
    }
  }
}
