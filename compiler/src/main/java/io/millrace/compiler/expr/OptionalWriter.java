package io.millrace.compiler.expr;

import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what deals with absent values, and conditionals, whose branches may be absent. */
final class OptionalWriter {
  private final IrWriter writer;

  OptionalWriter(IrWriter writer) {
    this.writer = writer;
  }

  /** Keeps a result that is null where absent in a variable. */
  Piece temporary(Piece value, Type type) {
    String name = writer.names().variable("found");
    writer.block().line(JavaTypes.boxed(type) + " " + name + " = " + value.text() + ";");
    Piece present = Piece.of(name + " != null", Precedence.EQUALITY);
    Piece piece = Piece.primary(name);
    return JavaTypes.isPrimitive(type)
        ? piece.asBoxed().withPresent(present, false)
        : piece.withPresent(present, true);
  }

  private static Piece presence(Piece piece) {
    Piece present = piece.present();
    return present == null ? Piece.TRUE : present;
  }

  Piece conditional(Ir.Conditional node) {
    Piece condition = writer.write(node.condition());
    IrWriter.Captured then = writer.capture(node.then());
    IrWriter.Captured otherwise = writer.capture(node.otherwise());
    if (!then.block().isEmpty() || !otherwise.block().isEmpty()) {
      return branches(node, condition, then, otherwise);
    }
    Type type = node.type();
    Piece value =
        ternary(
            condition,
            writer.zeroWhenAbsent(then.piece(), type),
            writer.zeroWhenAbsent(otherwise.piece(), type));
    if (!node.nullable()) {
      return value;
    }
    Piece present = choice(condition, presence(then.piece()), presence(otherwise.piece()));
    return value.withPresent(present, true);
  }

  /** A conditional of conditions, without the constants. */
  private static Piece choice(Piece condition, Piece then, Piece otherwise) {
    if (then.equals(Piece.TRUE) && otherwise.equals(Piece.TRUE)) {
      return Piece.TRUE;
    }
    if (then.equals(Piece.TRUE)) {
      return otherwise.equals(Piece.FALSE) ? condition : Piece.or(condition, otherwise);
    }
    if (otherwise.equals(Piece.TRUE)) {
      Piece not = Piece.not(condition);
      return then.equals(Piece.FALSE) ? not : Piece.or(not, then);
    }
    if (otherwise.equals(Piece.FALSE)) {
      return then.equals(Piece.FALSE) ? then : Piece.and(condition, then);
    }
    return then.equals(Piece.FALSE)
        ? Piece.and(Piece.not(condition), otherwise)
        : ternary(condition, then, otherwise);
  }

  private static Piece ternary(Piece condition, Piece then, Piece otherwise) {
    return Piece.of(
        condition.at(Precedence.CONDITIONAL + 1)
            + " ? "
            + then.at(Precedence.CONDITIONAL + 1)
            + " : "
            + otherwise.at(Precedence.CONDITIONAL),
        Precedence.CONDITIONAL);
  }

  private Piece branches(
      Ir.Conditional node, Piece condition, IrWriter.Captured then, IrWriter.Captured otherwise) {
    JavaBlock block = writer.block();
    Variable variable = declare(node.type(), node.nullable(), null);
    block.open("if (" + condition.text() + ")");
    variable.assign(block, then);
    block.reopen("else");
    variable.assign(block, otherwise);
    block.close();
    return variable.piece();
  }

  /** A variable that is assigned under conditions. */
  private record Variable(String name, @Nullable String present) {
    void assign(JavaBlock block, IrWriter.Captured captured) {
      block.addAll(captured.block());
      Piece value = captured.piece();
      Piece condition = presence(value);
      boolean guarded = present != null && !value.zeroWhenAbsent() && value.present() != null;
      if (guarded) {
        block.open("if (" + condition.text() + ")");
      }
      block.line(name + " = " + value.text() + ";");
      if (present != null) {
        block.line(present + " = " + (guarded ? "true" : condition.text()) + ";");
      }
      if (guarded) {
        block.close();
      }
    }

    Piece piece() {
      Piece value = Piece.primary(name);
      return present == null ? value : value.withPresent(Piece.primary(present), true);
    }
  }

  private Variable declare(Type type, boolean nullable, @Nullable Piece start) {
    JavaBlock block = writer.block();
    String name = writer.names().variable("value");
    String initial = start != null ? " = " + start.text() : "";
    if (!nullable) {
      block.line(JavaTypes.of(type) + " " + name + initial + ";");
      return new Variable(name, null);
    }
    block.line(JavaTypes.of(type) + " " + name + " = " + IrWriter.zero(type).text() + ";");
    String present = writer.names().variable("present");
    block.line("boolean " + present + " = false;");
    return new Variable(name, present);
  }

  Piece present(Ir.Present node) {
    Piece piece = writer.write(node.operand());
    if (piece.present() == null) {
      String name = writer.names().variable("value");
      writer
          .block()
          .line(JavaTypes.of(node.operand().type()) + " " + name + " = " + piece.text() + ";");
    }
    return presence(piece);
  }

  Piece orElse(Ir.OrElse node) {
    Piece operand = writer.write(node.operand());
    IrWriter.Captured fallback = writer.capture(node.fallback());
    Piece condition = presence(operand);
    if (condition.text().equals("true")) {
      return operand;
    }
    if (condition.text().equals("false")) {
      writer.block().addAll(fallback.block());
      return fallback.piece();
    }
    if (!fallback.block().isEmpty()) {
      JavaBlock block = writer.block();
      Variable variable = declare(node.type(), node.nullable(), null);
      block.open("if (" + condition.text() + ")");
      variable.assign(
          block, new IrWriter.Captured(new JavaBlock(), operand.withPresent(null, true)));
      block.reopen("else");
      variable.assign(block, fallback);
      block.close();
      return variable.piece();
    }
    Piece other = writer.zeroWhenAbsent(fallback.piece(), node.type());
    Piece value = ternary(condition, operand, other);
    return node.nullable()
        ? value.withPresent(Piece.or(condition, presence(fallback.piece())), true)
        : value;
  }

  Piece required(Ir.Required node) {
    Piece operand = writer.write(node.operand());
    JavaBlock block = writer.block();
    Piece missing = Piece.not(presence(operand));
    if (!missing.text().equals("false")) {
      block.open("if (" + missing.text() + ")");
      block.line("throw new ExpressionException(\"the value is absent\");");
      block.close();
    }
    return operand.withPresent(null, true);
  }

  Piece map(Ir.OptionalMap node) {
    Piece operand = writer.write(node.operand());
    Piece condition = presence(operand);
    Piece local = operand.withPresent(null, true);
    JavaBlock block = writer.block();
    if (!operand.isPath() && !(node.operand() instanceof Ir.Literal)) {
      Type type = node.operand().type();
      String name = writer.names().variable(node.variable());
      block.line(
          JavaTypes.of(type)
              + " "
              + name
              + " = "
              + writer.zeroWhenAbsent(operand, type).text()
              + ";");
      local = Piece.primary(name);
    }
    writer.bind(node.variable(), local);
    IrWriter.Captured body = writer.capture(node.body());
    if (body.block().isEmpty()) {
      return body.piece().withPresent(Piece.and(condition, presence(body.piece())), false);
    }
    Variable variable = declare(node.type(), true, null);
    block.open("if (" + condition.text() + ")");
    variable.assign(block, body);
    block.close();
    return variable.piece();
  }

  Piece equality(Ir.OptionalEquals node) {
    Piece left = writer.write(node.left());
    Piece right = writer.write(node.right());
    String template = CallTranslator.equalityTemplate(node.left().type(), false);
    Piece equal = JavaTemplate.fill(template, List.of(left, right));
    return ternary(presence(left), Piece.and(presence(right), equal), Piece.not(presence(right)));
  }
}
