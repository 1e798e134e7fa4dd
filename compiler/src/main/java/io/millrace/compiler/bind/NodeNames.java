package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.InputRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the names of nodes in one file become names of the pipeline: those of a fragment get the id
 * of its use in front, and some stand for nodes of other files.
 */
final class NodeNames {
  private final String prefix;
  private final String uidPrefix;
  private final Map<String, List<InputRef>> aliases = new HashMap<>();

  /**
   * @param prefix {@code guard/}, or empty for a pipeline's own file
   * @param uidPrefix the same for uids, which stay when the use of the fragment is renamed
   */
  NodeNames(String prefix, String uidPrefix) {
    this.prefix = prefix;
    this.uidPrefix = uidPrefix;
  }

  /** The names of a pipeline's own file. */
  static NodeNames ofPipeline() {
    return new NodeNames("", "");
  }

  String prefix() {
    return prefix;
  }

  String uidPrefix() {
    return uidPrefix;
  }

  /** Whether ids and uids of this file differ, so that a node needs a uid of its own. */
  boolean hasOwnUids() {
    return !prefix.equals(uidPrefix);
  }

  /** Lets a name stand for nodes elsewhere, or for an output of a fragment. */
  void alias(String name, List<InputRef> meant) {
    aliases.put(name, List.copyOf(meant));
  }

  boolean isAlias(String name) {
    return aliases.containsKey(name);
  }

  Located<String> id(Located<String> name) {
    return new Located<>(prefix + name.value(), name.span());
  }

  /** What a reference means in the pipeline: several nodes if it names an input that is a list. */
  List<InputRef> refs(Located<String> text) {
    List<InputRef> whole = aliases.get(text.value());
    if (whole != null) {
      return whole.stream().map(meant -> new InputRef(text, meant.node(), meant.output())).toList();
    }
    InputRef written = InputRef.parse(text);
    List<InputRef> node = aliases.get(written.node());
    if (node == null) {
      return List.of(new InputRef(text, prefix + written.node(), written.output()));
    }
    return node.stream().map(meant -> new InputRef(text, meant.node(), written.output())).toList();
  }
}
