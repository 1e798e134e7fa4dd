package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes {@code &&} and {@code ||}. In CEL they commute: {@code false} on either side wins over an
 * error on the other. Where only the last operand can fail Java's own operators do just that, so
 * operands that cannot fail move to the front; with two that can fail an error is kept until the
 * others had their say.
 */
final class LogicWriter {
  private final IrWriter writer;

  LogicWriter(IrWriter writer) {
    this.writer = writer;
  }

  Piece write(Ir.Logic node) {
    List<Ir> operands = ordered(node);
    List<Ir> allButLast = operands.subList(0, operands.size() - 1);
    return allButLast.stream().anyMatch(Ir::canFail)
        ? careful(node.and(), operands)
        : plain(node.and(), operands);
  }

  /** Puts what cannot fail first, unless it relies on what a failing operand proves. */
  static List<Ir> ordered(Ir.Logic node) {
    List<Ir> safe = new ArrayList<>();
    List<Ir> failing = new ArrayList<>();
    boolean proves = false;
    for (Ir operand : node.operands()) {
      if (operand.canFail()) {
        Set<String> facts = node.and() ? Facts.whenTrue(operand) : Facts.whenFalse(operand);
        proves |= !facts.isEmpty();
        failing.add(operand);
      } else if (proves) {
        return node.operands();
      } else {
        safe.add(operand);
      }
    }
    safe.addAll(failing);
    return safe;
  }

  private Piece plain(boolean and, List<Ir> operands) {
    Piece result = null;
    for (Ir operand : operands) {
      if (result == null) {
        result = writer.write(operand);
        continue;
      }
      IrWriter.Captured captured = writer.capture(operand);
      if (captured.block().isEmpty()) {
        result = and ? Piece.and(result, captured.piece()) : Piece.or(result, captured.piece());
      } else {
        result = underCondition(and, result, captured);
      }
    }
    return java.util.Objects.requireNonNull(result);
  }

  private Piece underCondition(boolean and, Piece before, IrWriter.Captured captured) {
    String name = writer.names().variable("holds");
    JavaBlock block = writer.block();
    block.line("boolean " + name + " = " + before.text() + ";");
    block.open("if (" + (and ? "" : "!") + name + ")");
    block.addAll(captured.block());
    block.line(name + " = " + captured.piece().text() + ";");
    block.close();
    return Piece.primary(name);
  }

  private Piece careful(boolean and, List<Ir> operands) {
    String name = writer.names().variable("holds");
    String failure = writer.names().variable("failure");
    String undecided = (and ? "" : "!") + name;
    JavaBlock block = writer.block();
    block.line("boolean " + name + " = " + and + ";");
    block.line("ExpressionException " + failure + " = null;");
    for (int i = 0; i < operands.size(); i++) {
      IrWriter.Captured captured = writer.capture(operands.get(i));
      if (i > 0) {
        block.open("if (" + undecided + ")");
      }
      if (operands.get(i).canFail()) {
        block.open("try");
        assign(block, name, captured);
        String caught = writer.names().variable("error");
        block.reopen("catch (ExpressionException " + caught + ")");
        block.line(failure + " = " + caught + ";");
        block.close();
      } else {
        assign(block, name, captured);
      }
      if (i > 0) {
        block.close();
      }
    }
    block.open("if (" + undecided + " && " + failure + " != null)");
    block.line("throw " + failure + ";");
    block.close();
    return Piece.primary(name);
  }

  private static void assign(JavaBlock block, String name, IrWriter.Captured captured) {
    block.addAll(captured.block());
    block.line(name + " = " + captured.piece().text() + ";");
  }
}
