package io.millrace.compiler.expr;

import org.jspecify.annotations.Nullable;

/**
 * How much code an expression is: its operands, and what is done with them. One of these makes
 * about four bytes of code, whatever the expression looks like; a loop makes as much as ten.
 */
final class Size extends IrWalker {
  private static final int LOOP = 10;

  private int size;

  private Size() {}

  static int of(Ir root) {
    Size size = new Size();
    root.accept(size);
    return size.size;
  }

  @Override
  public @Nullable Void literal(Ir.Literal node) {
    size++;
    return super.literal(node);
  }

  @Override
  public @Nullable Void read(Ir.Read node) {
    size++;
    return super.read(node);
  }

  @Override
  public @Nullable Void member(Ir.Member node) {
    size++;
    return super.member(node);
  }

  @Override
  public @Nullable Void local(Ir.Local node) {
    size++;
    return super.local(node);
  }

  @Override
  public @Nullable Void call(Ir.Call node) {
    size++;
    return super.call(node);
  }

  @Override
  public @Nullable Void logic(Ir.Logic node) {
    size += node.operands().size();
    return super.logic(node);
  }

  @Override
  public @Nullable Void present(Ir.Present node) {
    size++;
    return super.present(node);
  }

  @Override
  public @Nullable Void conditional(Ir.Conditional node) {
    size++;
    return super.conditional(node);
  }

  @Override
  public @Nullable Void orElse(Ir.OrElse node) {
    size++;
    return super.orElse(node);
  }

  @Override
  public @Nullable Void optionalMap(Ir.OptionalMap node) {
    size++;
    return super.optionalMap(node);
  }

  @Override
  public @Nullable Void comprehension(Ir.Comprehension node) {
    size += LOOP;
    return super.comprehension(node);
  }
}
