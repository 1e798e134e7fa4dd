package io.millrace.compiler.expr;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which nullable paths a condition proves to be there. Tests of presence cannot fail, so what holds
 * where a condition is true also holds where it ends in an error: an operand behind a failed one is
 * still guarded.
 */
final class Facts {
  private Facts() {}

  /** The paths that are there where the condition is not false. */
  static Set<String> whenTrue(Ir condition) {
    if (condition instanceof Ir.Present present) {
      Set<String> paths = new HashSet<>();
      collect(present.operand(), paths);
      return paths;
    }
    if (condition instanceof Ir.Logic logic) {
      return logic.and()
          ? union(logic.operands(), Facts::whenTrue)
          : intersection(logic.operands(), Facts::whenTrue);
    }
    return isNot(condition) ? whenFalse(((Ir.Call) condition).arguments().get(0)) : Set.of();
  }

  /** The paths that are there where the condition is not true. */
  static Set<String> whenFalse(Ir condition) {
    if (condition instanceof Ir.Logic logic) {
      return logic.and()
          ? intersection(logic.operands(), Facts::whenFalse)
          : union(logic.operands(), Facts::whenFalse);
    }
    return isNot(condition) ? whenTrue(((Ir.Call) condition).arguments().get(0)) : Set.of();
  }

  /** The text that stands for a path, or null where a node is none. */
  static @Nullable String path(Ir node) {
    if (node instanceof Ir.Read read) {
      return read.slot() + "." + read.field();
    }
    if (node instanceof Ir.Local local) {
      return local.name();
    }
    if (node instanceof Ir.Member member) {
      String operand = path(member.operand());
      return operand == null ? null : operand + "." + member.field();
    }
    return null;
  }

  /** A path that is there makes all records on the way be there. */
  private static void collect(Ir node, Set<String> paths) {
    String path = path(node);
    if (path != null) {
      paths.add(path);
    }
    if (node instanceof Ir.Member member) {
      collect(member.operand(), paths);
    }
  }

  private static boolean isNot(Ir condition) {
    return condition instanceof Ir.Call call && call.function().name().equals("!_");
  }

  private static Set<String> union(List<Ir> nodes, Function<Ir, Set<String>> of) {
    Set<String> all = new HashSet<>();
    nodes.forEach(node -> all.addAll(of.apply(node)));
    return all;
  }

  private static Set<String> intersection(List<Ir> nodes, Function<Ir, Set<String>> of) {
    Set<String> common = new HashSet<>(of.apply(nodes.get(0)));
    nodes.forEach(node -> common.retainAll(of.apply(node)));
    return common;
  }
}
