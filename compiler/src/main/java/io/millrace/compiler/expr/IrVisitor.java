package io.millrace.compiler.expr;

/** One method a kind of node, so that a forgotten one does not compile. */
public interface IrVisitor<R> {
  R literal(Ir.Literal node);

  R read(Ir.Read node);

  R member(Ir.Member node);

  R local(Ir.Local node);

  R call(Ir.Call node);

  R logic(Ir.Logic node);

  R conditional(Ir.Conditional node);

  R present(Ir.Present node);

  R orElse(Ir.OrElse node);

  R required(Ir.Required node);

  R absent(Ir.Absent node);

  R optionalMap(Ir.OptionalMap node);

  R optionalEquals(Ir.OptionalEquals node);

  R newList(Ir.NewList node);

  R newMap(Ir.NewMap node);

  R comprehension(Ir.Comprehension node);

  R bind(Ir.Bind node);

  R shared(Ir.Shared node);

  R aggregate(Ir.AggregateRef node);
}
