package io.millrace.compiler.expr;

import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.Type;

/** Writes comprehensions as loops, and lists and maps that need statements. */
final class LoopWriter {
  private final IrWriter writer;

  LoopWriter(IrWriter writer) {
    this.writer = writer;
  }

  Piece write(Ir.Comprehension node) {
    Piece range = writer.write(node.range());
    return switch (node.loop()) {
      case ALL -> predicate(node, range, true);
      case EXISTS -> predicate(node, range, false);
      case EXISTS_ONE -> exactlyOne(node, range);
      case LIST, MAP -> collected(node, range);
    };
  }

  /** all and exists: an element that decides wins over errors in others. */
  private Piece predicate(Ir.Comprehension node, Piece range, boolean all) {
    JavaBlock block = writer.block();
    boolean careful = node.body().canFail();
    String result = writer.names().variable(all ? "all" : "any");
    block.line("boolean " + result + " = " + all + ";");
    String failure = careful ? writer.names().variable("failure") : "";
    if (careful) {
      block.line("ExpressionException " + failure + " = null;");
    }
    openLoop(node, range);
    if (careful) {
      block.open("try");
    }
    IrWriter.Captured body = writer.capture(node.body());
    block.addAll(body.block());
    Piece stop = all ? Piece.not(body.piece()) : body.piece();
    block.open("if (" + stop.text() + ")");
    block.line(result + " = " + !all + ";");
    block.line("break;");
    block.close();
    if (careful) {
      String caught = writer.names().variable("error");
      block.reopen("catch (ExpressionException " + caught + ")");
      block.line(failure + " = " + caught + ";");
      block.close();
    }
    block.close();
    if (careful) {
      block.open("if (" + (all ? "" : "!") + result + " && " + failure + " != null)");
      block.line("throw " + failure + ";");
      block.close();
    }
    return Piece.primary(result);
  }

  private Piece exactlyOne(Ir.Comprehension node, Piece range) {
    JavaBlock block = writer.block();
    String count = writer.names().variable("count");
    block.line("int " + count + " = 0;");
    openLoop(node, range);
    IrWriter.Captured body = writer.capture(node.body());
    block.addAll(body.block());
    block.open("if (" + body.piece().text() + ")");
    block.line(count + "++;");
    block.close();
    block.close();
    return Piece.of(count + " == 1", Precedence.EQUALITY);
  }

  private Piece collected(Ir.Comprehension node, Piece range) {
    JavaBlock block = writer.block();
    boolean map = node.loop() == Ir.Loop.MAP;
    String result = writer.names().variable(map ? "entries" : "items");
    block.line(
        JavaTypes.of(node.type())
            + " "
            + result
            + " = new "
            + (map ? "LinkedHashMap" : "ArrayList")
            + "<>();");
    openLoop(node, range);
    if (node.filter() != null) {
      IrWriter.Captured filter = writer.capture(node.filter());
      block.addAll(filter.block());
      block.open("if (" + filter.piece().text() + ")");
    }
    IrWriter.Captured body = writer.capture(node.body());
    block.addAll(body.block());
    String value = IrWriter.boxable(node.body(), body.piece());
    if (map) {
      String key = writer.local(new Ir.Local(node.variable(), node.type(), false)).text();
      block.line(result + ".put(" + key + ", " + value + ");");
    } else {
      block.line(result + ".add(" + value + ");");
    }
    if (node.filter() != null) {
      block.close();
    }
    block.close();
    return Piece.primary(result);
  }

  private void openLoop(Ir.Comprehension node, Piece range) {
    JavaBlock block = writer.block();
    Type type = node.range().type();
    String first = declare(node.variable());
    String second = node.second() == null ? null : declare(node.second());
    if (type instanceof MapType map) {
      if (second == null) {
        block.open("for (String " + first + " : " + range.at(Precedence.PRIMARY) + ".keySet())");
        return;
      }
      String entry = writer.names().variable("entry");
      block.open(
          "for (Map.Entry<String, "
              + JavaTypes.boxed(map.value())
              + "> "
              + entry
              + " : "
              + range.at(Precedence.PRIMARY)
              + ".entrySet())");
      block.line("String " + first + " = " + entry + ".getKey();");
      block.line(JavaTypes.of(map.value()) + " " + second + " = " + entry + ".getValue();");
      return;
    }
    String element = JavaTypes.of(IrWriter.element(type));
    if (second != null) {
      block.line("long " + first + " = -1;");
    }
    block.open(
        "for (" + element + " " + (second == null ? first : second) + " : " + range.text() + ")");
    if (second != null) {
      block.line(first + "++;");
    }
  }

  private String declare(String variable) {
    String name = writer.names().variable(variable);
    writer.bind(variable, Piece.primary(name));
    return name;
  }

  /** A list some of whose elements may be absent. */
  Piece listWithOptionals(Ir.NewList node) {
    JavaBlock block = writer.block();
    String name = writer.names().variable("items");
    block.line(JavaTypes.of(node.type()) + " " + name + " = new ArrayList<>();");
    for (Ir element : node.elements()) {
      Piece piece = writer.write(element);
      String add = name + ".add(" + IrWriter.boxable(element, piece) + ");";
      addIfPresent(piece, add);
    }
    return Piece.primary(name);
  }

  Piece map(Ir.NewMap node) {
    String value = JavaTypes.boxed(node.type().value());
    if (node.keys().isEmpty()) {
      return Piece.primary("Map.<String, " + value + ">of()");
    }
    JavaBlock block = writer.block();
    String name = writer.names().variable("entries");
    block.line("Map<String, " + value + "> " + name + " = new LinkedHashMap<>();");
    boolean distinct = node.distinctKeys();
    for (int i = 0; i < node.keys().size(); i++) {
      Piece key = writer.write(node.keys().get(i));
      Piece piece = writer.write(node.values().get(i));
      String boxed = IrWriter.boxable(node.values().get(i), piece);
      String put =
          distinct
              ? name + ".put(" + key.text() + ", " + boxed + ");"
              : "MapOps.putNew(" + name + ", " + key.text() + ", " + boxed + ");";
      addIfPresent(piece, put);
    }
    return Piece.primary(name);
  }

  private void addIfPresent(Piece piece, String statement) {
    JavaBlock block = writer.block();
    Piece present = piece.present();
    if (present == null) {
      block.line(statement);
      return;
    }
    block.open("if (" + present.text() + ")");
    block.line(statement);
    block.close();
  }
}
