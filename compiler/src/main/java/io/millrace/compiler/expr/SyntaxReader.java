package io.millrace.compiler.expr;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns CEL's parsed tree into {@link Syntax} with exact ranges. */
final class SyntaxReader {
  private static final Set<String> UNARY = Set.of("!_", "-_");

  private final String text;
  private final Tokens tokens;
  private final Map<Long, Integer> positions;
  private final Map<Long, Syntax> nodes = new HashMap<>();

  /**
   * @param positions CEL's position of each node, in code points
   */
  SyntaxReader(String text, Tokens tokens, Map<Long, Integer> positions) {
    this.text = text;
    this.tokens = tokens;
    this.positions = positions;
  }

  /** Every node that was read, by its number. */
  Map<Long, Syntax> nodes() {
    return nodes;
  }

  Syntax read(CelExpr expr) {
    Syntax node =
        switch (expr.getKind()) {
          case CONSTANT ->
              new Syntax.Literal(expr.id(), literalRange(expr), value(expr.constant()));
          case IDENT -> new Syntax.Name(expr.id(), nameRange(expr), expr.ident().name());
          case SELECT -> select(expr);
          case CALL -> call(expr);
          case LIST -> list(expr);
          case MAP -> map(expr);
          case STRUCT ->
              new Syntax.Struct(expr.id(), structRange(expr), expr.struct().messageName());
          case COMPREHENSION, NOT_SET ->
              throw new IllegalStateException("not a parsed expression: " + expr.getKind());
        };
    nodes.put(node.id(), node);
    return node;
  }

  private static Object value(CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      case BYTES_VALUE -> constant.bytesValue().toByteArray();
      case UINT64_VALUE -> Syntax.Odd.UNSIGNED;
      default -> Syntax.Odd.NULL;
    };
  }

  private Syntax select(CelExpr expr) {
    Syntax operand = read(expr.select().operand());
    int dot = tokenOf(expr.id());
    return select(expr.id(), operand, expr.select().field(), false, dot);
  }

  private Syntax select(long id, Syntax operand, String field, boolean optional, int dot) {
    int name = Math.min(tokens.size() - 1, dot + (optional ? 2 : 1));
    Range fieldRange = tokens.get(name).range();
    Range range = balanced(operand.range().to(fieldRange));
    return new Syntax.Select(id, range, operand, field, optional, fieldRange);
  }

  private Syntax call(CelExpr expr) {
    CelExpr.CelCall call = expr.call();
    String function = call.function();
    int at = tokenOf(expr.id());
    if (function.equals("_&&_") || function.equals("_||_")) {
      return logic(expr);
    }
    if (function.equals("_?._")) {
      Syntax operand = read(call.args().get(0));
      String field = call.args().get(1).constant().stringValue();
      return select(expr.id(), operand, field, true, at);
    }
    List<Syntax> arguments = new ArrayList<>();
    Syntax target = call.target().isPresent() ? read(call.target().get()) : null;
    for (CelExpr argument : call.args()) {
      arguments.add(read(argument));
    }
    Range own = tokens.get(at).range();
    boolean named = tokens.get(at).isSymbol("(") && at > 0;
    Range name = named ? tokens.get(at - 1).range() : own;
    Range range = own.to(name);
    if (named && target == null && at > 1 && tokens.get(at - 2).isSymbol(".")) {
      range = range.to(tokens.get(at - 2).range());
    }
    if (target != null) {
      range = range.to(target.range());
    }
    for (Syntax argument : arguments) {
      range = range.to(argument.range());
    }
    if (UNARY.contains(function)) {
      range = own.to(range);
    }
    return new Syntax.Call(expr.id(), balanced(range), target, function, arguments, name);
  }

  private Syntax logic(CelExpr expr) {
    List<Syntax> operands = new ArrayList<>();
    flatten(expr, expr.call().function(), operands);
    Range range = operands.get(0).range().to(operands.get(operands.size() - 1).range());
    boolean and = expr.call().function().equals("_&&_");
    return new Syntax.Logic(expr.id(), balanced(range), and, operands);
  }

  /** CEL balances long chains into trees; a bracketed chain of the same kind may join too. */
  private void flatten(CelExpr expr, String function, List<Syntax> operands) {
    boolean same =
        expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals(function);
    if (same) {
      expr.call().args().forEach(argument -> flatten(argument, function, operands));
    } else {
      operands.add(read(expr));
    }
  }

  private Syntax list(CelExpr expr) {
    List<Syntax.ListLiteral.Element> elements = new ArrayList<>();
    for (int i = 0; i < expr.list().elements().size(); i++) {
      boolean optional = expr.list().optionalIndices().contains(i);
      elements.add(new Syntax.ListLiteral.Element(read(expr.list().elements().get(i)), optional));
    }
    return new Syntax.ListLiteral(
        expr.id(), balanced(tokens.get(tokenOf(expr.id())).range()), elements);
  }

  private Syntax map(CelExpr expr) {
    List<Syntax.MapLiteral.Entry> entries = new ArrayList<>();
    for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
      entries.add(
          new Syntax.MapLiteral.Entry(
              read(entry.key()), read(entry.value()), entry.optionalEntry()));
    }
    return new Syntax.MapLiteral(
        expr.id(), balanced(tokens.get(tokenOf(expr.id())).range()), entries);
  }

  private Range literalRange(CelExpr expr) {
    int at = tokenOf(expr.id());
    Range own = tokens.get(at).range();
    if (tokens.get(at).isSymbol("-") && at + 1 < tokens.size()) {
      return own.to(tokens.get(at + 1).range());
    }
    boolean negative =
        (expr.constant().getKind() == CelConstant.Kind.INT64_VALUE
                && expr.constant().int64Value() < 0)
            || (expr.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE
                && Math.copySign(1.0, expr.constant().doubleValue()) < 0);
    return negative && at > 0 && tokens.get(at - 1).isSymbol("-")
        ? own.to(tokens.get(at - 1).range())
        : own;
  }

  private Range nameRange(CelExpr expr) {
    int at = tokenOf(expr.id());
    Range own = tokens.get(at).range();
    return expr.ident().name().startsWith(".") && at > 0 ? own.to(tokens.get(at - 1).range()) : own;
  }

  private Range structRange(CelExpr expr) {
    int at = tokenOf(expr.id());
    Range range = balanced(tokens.get(at).range());
    return at > 0 ? range.to(tokens.get(at - 1).range()) : range;
  }

  private int tokenOf(long id) {
    int codePoints = positions.getOrDefault(id, 0);
    return tokens.indexAt(text.offsetByCodePoints(0, codePoints));
  }

  /** Widens a range until no bracket in it has its partner outside. */
  private Range balanced(Range range) {
    int first = tokens.indexAt(range.start());
    int last = tokens.indexAt(range.end() - 1);
    for (int i = first; i <= last; i++) {
      int partner = tokens.partner(i);
      if (partner > last) {
        last = partner;
      } else if (partner >= 0 && partner < first) {
        first = partner;
        i = first;
      }
    }
    return tokens.get(first).range().to(tokens.get(last).range());
  }
}
