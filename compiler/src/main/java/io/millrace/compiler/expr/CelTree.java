package io.millrace.compiler.expr;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree that CEL's checker sees, and remembers which names it uses, so that only those
 * are declared. Nodes that the user did not write get numbers of their own and stand for the node
 * that they were made from.
 */
final class CelTree {
  private static final CelConstant TRUE = CelConstant.ofValue(true);

  private final Set<String> functions = new HashSet<>();
  private final Map<Long, Syntax> madeFrom = new HashMap<>();
  private long lastId;

  CelTree(Iterable<Long> taken) {
    taken.forEach(id -> lastId = Math.max(lastId, id));
  }

  /** The functions that the tree calls. */
  Set<String> functions() {
    return functions;
  }

  /** The node that the user wrote, for a node that stands in for it; null for others. */
  @Nullable Syntax origin(long id) {
    return madeFrom.get(id);
  }

  long newId(Syntax origin) {
    long id = ++lastId;
    madeFrom.put(id, origin);
    return id;
  }

  CelExpr call(long id, String function, CelExpr... arguments) {
    functions.add(function);
    return CelExpr.ofCall(id, Optional.empty(), function, ImmutableList.copyOf(arguments));
  }

  CelExpr memberCall(long id, CelExpr target, String function, ImmutableList<CelExpr> arguments) {
    functions.add(function);
    return CelExpr.ofCall(id, Optional.of(target), function, arguments);
  }

  CelExpr name(long id, String name) {
    return CelExpr.ofIdent(id, name);
  }

  CelExpr optionalSelect(long id, CelExpr operand, String field, Syntax origin) {
    CelExpr constant = CelExpr.ofConstant(newId(origin), CelConstant.ofValue(field));
    return CelExpr.ofCall(id, Optional.empty(), "_?._", ImmutableList.of(operand, constant));
  }

  CelExpr yes(long id) {
    return CelExpr.ofConstant(id, TRUE);
  }

  /** A call that checks that its argument is a bool. */
  CelExpr condition(Syntax origin, CelExpr argument) {
    return call(newId(origin), "@bool", argument);
  }

  CelExpr emptyList(Syntax origin) {
    return CelExpr.ofList(newId(origin), ImmutableList.of(), ImmutableList.of());
  }

  CelExpr listOf(Syntax origin, CelExpr element) {
    return CelExpr.ofList(newId(origin), ImmutableList.of(element), ImmutableList.of());
  }

  /** A comprehension whose result is its accumulator. */
  CelExpr fold(
      Syntax.Call macro,
      long id,
      String variable,
      @Nullable String second,
      CelExpr range,
      CelExpr start,
      @Nullable CelExpr condition,
      CelExpr step) {
    String accumulator = "@result" + newId(macro);
    return CelExpr.ofComprehension(
        id,
        variable,
        second == null ? "" : second,
        range,
        accumulator,
        start,
        condition == null ? yes(newId(macro)) : condition,
        step,
        name(newId(macro), accumulator));
  }

  /** A value that the body sees under a name. */
  CelExpr bind(Syntax.Call macro, String variable, CelExpr value, CelExpr body) {
    return CelExpr.ofComprehension(
        macro.id(),
        "@unused" + newId(macro),
        "",
        emptyList(macro),
        variable,
        value,
        call(newId(macro), "!_", yes(newId(macro))),
        name(newId(macro), variable),
        body);
  }
}
