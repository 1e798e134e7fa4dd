package io.millrace.compiler.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two printed plans, node by node: a node's header, its lines that went as
 * {@code - …} and those that came as {@code + …}.
 */
final class LineDiff {
  private LineDiff() {}

  /** Blocks are told apart by empty lines; the first line of each is its header. */
  static List<String> of(String before, String after) {
    List<List<String>> old = blocks(before);
    List<List<String>> current = blocks(after);
    List<String> changes = new ArrayList<>();
    for (List<String> block : old) {
      List<String> successor = withHeader(current, block.get(0));
      if (successor == null) {
        changes.add("- " + block.get(0));
      } else if (!successor.equals(block)) {
        changes.add("  " + block.get(0));
        without(block, successor).forEach(line -> changes.add("  - " + line.strip()));
        without(successor, block).forEach(line -> changes.add("  + " + line.strip()));
      }
    }
    for (List<String> block : current) {
      if (withHeader(old, block.get(0)) == null) {
        changes.add("+ " + block.get(0));
      }
    }
    return changes;
  }

  private static List<List<String>> blocks(String plan) {
    return Arrays.stream(plan.strip().split("\n\n")).map(block -> block.lines().toList()).toList();
  }

  private static @Nullable List<String> withHeader(List<List<String>> blocks, String header) {
    return blocks.stream().filter(block -> block.get(0).equals(header)).findFirst().orElse(null);
  }

  private static List<String> without(List<String> lines, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return lines.stream().filter(line -> !known.contains(line)).toList();
  }
}
