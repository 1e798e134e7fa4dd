package io.millrace.compiler.expr;

import org.jspecify.annotations.Nullable;

/** Visits a whole tree; subclasses override what they look for and call super. */
abstract class IrWalker implements IrVisitor<@Nullable Void> {
  @Override
  public @Nullable Void literal(Ir.Literal node) {
    return null;
  }

  @Override
  public @Nullable Void read(Ir.Read node) {
    return null;
  }

  @Override
  public @Nullable Void member(Ir.Member node) {
    return node.operand().accept(this);
  }

  @Override
  public @Nullable Void local(Ir.Local node) {
    return null;
  }

  @Override
  public @Nullable Void call(Ir.Call node) {
    node.arguments().forEach(argument -> argument.accept(this));
    return null;
  }

  @Override
  public @Nullable Void logic(Ir.Logic node) {
    node.operands().forEach(operand -> operand.accept(this));
    return null;
  }

  @Override
  public @Nullable Void conditional(Ir.Conditional node) {
    node.condition().accept(this);
    node.then().accept(this);
    return node.otherwise().accept(this);
  }

  @Override
  public @Nullable Void present(Ir.Present node) {
    return node.operand().accept(this);
  }

  @Override
  public @Nullable Void orElse(Ir.OrElse node) {
    node.operand().accept(this);
    return node.fallback().accept(this);
  }

  @Override
  public @Nullable Void required(Ir.Required node) {
    return node.operand().accept(this);
  }

  @Override
  public @Nullable Void absent(Ir.Absent node) {
    return null;
  }

  @Override
  public @Nullable Void optionalMap(Ir.OptionalMap node) {
    node.operand().accept(this);
    return node.body().accept(this);
  }

  @Override
  public @Nullable Void optionalEquals(Ir.OptionalEquals node) {
    node.left().accept(this);
    return node.right().accept(this);
  }

  @Override
  public @Nullable Void newList(Ir.NewList node) {
    node.elements().forEach(element -> element.accept(this));
    return null;
  }

  @Override
  public @Nullable Void newMap(Ir.NewMap node) {
    node.keys().forEach(key -> key.accept(this));
    node.values().forEach(value -> value.accept(this));
    return null;
  }

  @Override
  public @Nullable Void comprehension(Ir.Comprehension node) {
    node.range().accept(this);
    if (node.filter() != null) {
      node.filter().accept(this);
    }
    return node.body().accept(this);
  }

  @Override
  public @Nullable Void bind(Ir.Bind node) {
    node.value().accept(this);
    return node.body().accept(this);
  }

  @Override
  public @Nullable Void shared(Ir.Shared node) {
    return node.value().accept(this);
  }

  @Override
  public @Nullable Void aggregate(Ir.AggregateRef node) {
    return null;
  }
}
