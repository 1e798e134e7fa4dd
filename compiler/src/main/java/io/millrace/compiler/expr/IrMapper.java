package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a tree of a tree, bottom up. Without overriding anything it is the same tree, node by node
 * where nothing below changed; subclasses override what they change, and call super for the parts.
 */
abstract class IrMapper implements IrVisitor<Ir> {
  final Ir map(Ir node) {
    return node.accept(this);
  }

  /** The same list where nothing changed. */
  final List<Ir> map(List<Ir> nodes) {
    List<Ir> mapped = new ArrayList<>(nodes.size());
    boolean same = true;
    for (Ir node : nodes) {
      Ir other = map(node);
      same &= other == node;
      mapped.add(other);
    }
    return same ? nodes : mapped;
  }

  @Override
  public Ir literal(Ir.Literal node) {
    return node;
  }

  @Override
  public Ir read(Ir.Read node) {
    return node;
  }

  @Override
  public Ir member(Ir.Member node) {
    Ir operand = map(node.operand());
    return operand == node.operand()
        ? node
        : new Ir.Member(operand, node.field(), node.type(), node.ownNullable());
  }

  @Override
  public Ir local(Ir.Local node) {
    return node;
  }

  @Override
  public Ir call(Ir.Call node) {
    List<Ir> arguments = map(node.arguments());
    return arguments == node.arguments()
        ? node
        : new Ir.Call(node.function(), arguments, node.type());
  }

  @Override
  public Ir logic(Ir.Logic node) {
    List<Ir> operands = map(node.operands());
    return operands == node.operands() ? node : new Ir.Logic(node.and(), operands);
  }

  @Override
  public Ir conditional(Ir.Conditional node) {
    Ir condition = map(node.condition());
    Ir then = map(node.then());
    Ir otherwise = map(node.otherwise());
    return condition == node.condition() && then == node.then() && otherwise == node.otherwise()
        ? node
        : new Ir.Conditional(condition, then, otherwise);
  }

  @Override
  public Ir present(Ir.Present node) {
    Ir operand = map(node.operand());
    return operand == node.operand() ? node : new Ir.Present(operand);
  }

  @Override
  public Ir orElse(Ir.OrElse node) {
    Ir operand = map(node.operand());
    Ir fallback = map(node.fallback());
    return operand == node.operand() && fallback == node.fallback()
        ? node
        : new Ir.OrElse(operand, fallback);
  }

  @Override
  public Ir required(Ir.Required node) {
    Ir operand = map(node.operand());
    return operand == node.operand() ? node : new Ir.Required(operand);
  }

  @Override
  public Ir absent(Ir.Absent node) {
    return node;
  }

  @Override
  public Ir optionalMap(Ir.OptionalMap node) {
    Ir operand = map(node.operand());
    Ir body = map(node.body());
    return operand == node.operand() && body == node.body()
        ? node
        : new Ir.OptionalMap(node.variable(), operand, body);
  }

  @Override
  public Ir optionalEquals(Ir.OptionalEquals node) {
    Ir left = map(node.left());
    Ir right = map(node.right());
    return left == node.left() && right == node.right() ? node : new Ir.OptionalEquals(left, right);
  }

  @Override
  public Ir newList(Ir.NewList node) {
    List<Ir> elements = map(node.elements());
    return elements == node.elements() ? node : new Ir.NewList(elements, node.type());
  }

  @Override
  public Ir newMap(Ir.NewMap node) {
    List<Ir> keys = map(node.keys());
    List<Ir> values = map(node.values());
    return keys == node.keys() && values == node.values()
        ? node
        : new Ir.NewMap(keys, values, node.type());
  }

  @Override
  public Ir comprehension(Ir.Comprehension node) {
    Ir range = map(node.range());
    Ir filter = node.filter() == null ? null : map(node.filter());
    Ir body = map(node.body());
    return range == node.range() && filter == node.filter() && body == node.body()
        ? node
        : new Ir.Comprehension(
            node.loop(), node.variable(), node.second(), range, filter, body, node.type());
  }

  @Override
  public Ir bind(Ir.Bind node) {
    Ir value = map(node.value());
    Ir body = map(node.body());
    return value == node.value() && body == node.body()
        ? node
        : new Ir.Bind(node.variable(), value, body);
  }

  @Override
  public Ir shared(Ir.Shared node) {
    Ir value = map(node.value());
    return value == node.value() ? node : new Ir.Shared(value, node.first());
  }

  @Override
  public Ir aggregate(Ir.AggregateRef node) {
    return node;
  }
}
