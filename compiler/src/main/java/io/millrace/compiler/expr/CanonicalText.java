package io.millrace.compiler.expr;

import io.millrace.compiler.types.ScalarType;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a checked tree as one line of CEL-like text that depends on nothing but its meaning. */
final class CanonicalText implements IrVisitor<String> {
  private final List<AggregateCall> aggregates;

  private CanonicalText(List<AggregateCall> aggregates) {
    this.aggregates = aggregates;
  }

  static String of(Ir root, List<AggregateCall> aggregates) {
    return root.accept(new CanonicalText(aggregates));
  }

  private String list(List<Ir> nodes) {
    return nodes.stream().map(node -> node.accept(this)).collect(Collectors.joining(", "));
  }

  @Override
  public String literal(Ir.Literal node) {
    Object value = node.value();
    if (value instanceof String text) {
      return quote(text);
    }
    if (value instanceof byte[] bytes) {
      return "b\"" + HexFormat.of().formatHex(bytes) + "\"";
    }
    if (value instanceof BigDecimal decimal) {
      return "decimal(" + decimal.toPlainString() + ")";
    }
    if (node.type() == ScalarType.TIMESTAMP || node.type() == ScalarType.DURATION) {
      return node.type().display()
          + "("
          + quote(TimeLiterals.text(node.type(), (Long) value))
          + ")";
    }
    return String.valueOf(value);
  }

  private static String quote(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + "\"";
  }

  @Override
  public String read(Ir.Read node) {
    return node.field().isEmpty() ? node.slot() : node.slot() + "." + node.field();
  }

  @Override
  public String member(Ir.Member node) {
    return node.operand().accept(this) + "." + node.field();
  }

  @Override
  public String local(Ir.Local node) {
    return node.name();
  }

  @Override
  public String call(Ir.Call node) {
    String name = node.function().name();
    List<Ir> arguments = node.arguments();
    if (name.equals(DecimalTypes.WIDEN)) {
      return arguments.get(0).accept(this);
    }
    if (name.startsWith("_[")) {
      String optional = name.equals("_[?_]") ? "?" : "";
      return arguments.get(0).accept(this) + "[" + optional + arguments.get(1).accept(this) + "]";
    }
    if (name.startsWith("_") || name.equals("@in")) {
      String operator = name.equals("@in") ? "in" : name.substring(1, name.length() - 1);
      return "("
          + arguments.get(0).accept(this)
          + " "
          + operator
          + " "
          + arguments.get(1).accept(this)
          + ")";
    }
    if (name.endsWith("_")) {
      return name.substring(0, 1) + arguments.get(0).accept(this);
    }
    return name + "(" + list(arguments) + ")";
  }

  @Override
  public String logic(Ir.Logic node) {
    return node.operands().stream()
        .map(operand -> operand.accept(this))
        .collect(Collectors.joining(node.and() ? " && " : " || ", "(", ")"));
  }

  @Override
  public String conditional(Ir.Conditional node) {
    return "("
        + node.condition().accept(this)
        + " ? "
        + node.then().accept(this)
        + " : "
        + node.otherwise().accept(this)
        + ")";
  }

  @Override
  public String present(Ir.Present node) {
    return "has(" + node.operand().accept(this) + ")";
  }

  @Override
  public String orElse(Ir.OrElse node) {
    return "orElse(" + list(List.of(node.operand(), node.fallback())) + ")";
  }

  @Override
  public String required(Ir.Required node) {
    return "value(" + node.operand().accept(this) + ")";
  }

  @Override
  public String absent(Ir.Absent node) {
    return "optional.none()";
  }

  @Override
  public String optionalMap(Ir.OptionalMap node) {
    return "optMap("
        + node.operand().accept(this)
        + ", "
        + node.variable()
        + ", "
        + node.body().accept(this)
        + ")";
  }

  @Override
  public String optionalEquals(Ir.OptionalEquals node) {
    return "(" + node.left().accept(this) + " == " + node.right().accept(this) + ")";
  }

  @Override
  public String newList(Ir.NewList node) {
    return node.elements().stream()
        .map(element -> (element.nullable() ? "?" : "") + element.accept(this))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String newMap(Ir.NewMap node) {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < node.keys().size(); i++) {
      out.append(i == 0 ? "" : ", ")
          .append(node.values().get(i).nullable() ? "?" : "")
          .append(node.keys().get(i).accept(this))
          .append(": ")
          .append(node.values().get(i).accept(this));
    }
    return out.append("}").toString();
  }

  @Override
  public String comprehension(Ir.Comprehension node) {
    StringBuilder out = new StringBuilder(node.loop().name().toLowerCase(java.util.Locale.ROOT));
    out.append("(").append(node.range().accept(this)).append(", ").append(node.variable());
    if (node.second() != null) {
      out.append(", ").append(node.second());
    }
    if (node.filter() != null) {
      out.append(", ").append(node.filter().accept(this));
    }
    return out.append(", ").append(node.body().accept(this)).append(")").toString();
  }

  @Override
  public String bind(Ir.Bind node) {
    return "bind("
        + node.variable()
        + ", "
        + node.value().accept(this)
        + ", "
        + node.body().accept(this)
        + ")";
  }

  @Override
  public String shared(Ir.Shared node) {
    return "once(" + node.value().accept(this) + ")";
  }

  @Override
  public String aggregate(Ir.AggregateRef node) {
    return aggregates.get(node.index()).canonical();
  }
}
