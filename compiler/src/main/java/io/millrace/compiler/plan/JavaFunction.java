package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JavaDecl.Kind;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A function of the user's own Java.
 *
 * @param className by its canonical name
 * @param classSpan where it is named
 * @param arguments of its constructor
 * @param keys of a process and an aggregate
 * @param window of an aggregate
 * @param accumulator of an aggregate
 * @param outputs of a process, beside the main one
 * @param input the type of the rows that come in
 */
public record JavaFunction(
    NodeInfo info,
    List<StreamRef> inputs,
    Kind kind,
    String className,
    Span classSpan,
    List<Argument> arguments,
    List<Column> keys,
    @Nullable WindowSpec window,
    @Nullable RecordType accumulator,
    List<Output> outputs,
    RecordType input,
    RecordType row)
    implements PlanNode {
  public JavaFunction {
    inputs = List.copyOf(inputs);
    arguments = List.copyOf(arguments);
    keys = List.copyOf(keys);
    outputs = List.copyOf(outputs);
  }

  /**
   * An argument of the constructor.
   *
   * @param name of the constructor's parameter
   * @param value a literal, or a parameter of the job
   * @param span where the name stands
   */
  public record Argument(String name, TypedExpression value, Span span) {}

  /** A named output. */
  public record Output(String name, RecordType row) {}

  /** One property a line, for {@link PlanPrinter}. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + className);
    arguments.forEach(a -> lines.add("with " + a.name() + " = " + a.value().canonical()));
    keys.forEach(key -> lines.add("key " + key.name() + " = " + key.expression().canonical()));
    if (window != null) {
      lines.add("window " + window.display());
    }
    if (accumulator != null) {
      lines.add("accumulator " + accumulator.name());
    }
    return lines;
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
