package io.millrace.compiler.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The anchored values of a document, and how much their aliases expand to. */
final class AnchorTable {
  /** Nodes that all aliases of a file may stand for together. */
  static final int MAX_ALIASED_NODES = 100_000;

  private final Map<String, Anchored> anchors = new LinkedHashMap<>();
  private long aliasedNodes;

  /** A value that aliases can repeat; without a node while its end is not reached. */
  static final class Anchored {
    private @Nullable YamlNode node;
    private long size;

    /** The value is complete; {@code size} counts its nodes, aliases expanded. */
    void complete(YamlNode newNode, long newSize) {
      node = newNode;
      size = newSize;
    }

    @Nullable YamlNode node() {
      return node;
    }

    long size() {
      return size;
    }
  }

  /** Starts an anchored value; a name that is used again stands for the later value. */
  Anchored start(String name) {
    Anchored anchored = new Anchored();
    anchors.put(name, anchored);
    return anchored;
  }

  @Nullable Anchored find(String name) {
    return anchors.get(name);
  }

  Collection<String> names() {
    return anchors.keySet();
  }

  /** Counts a use of an anchored value. */
  Use use(Anchored anchored) {
    boolean before = aliasedNodes <= MAX_ALIASED_NODES;
    aliasedNodes += anchored.size;
    boolean after = aliasedNodes <= MAX_ALIASED_NODES;
    return after ? Use.ALLOWED : before ? Use.FIRST_REFUSED : Use.REFUSED;
  }

  /** Whether a use of an anchored value keeps within the bound. */
  enum Use {
    ALLOWED,
    FIRST_REFUSED,
    REFUSED
  }
}
