package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of the user's own Java.
 *
 * @param className by its canonical name, {@code com.acme.Score}
 * @param with arguments of the constructor, in their order and by the names of its parameters
 * @param keys null: not given; of a process and an aggregate they are
 * @param window of an aggregate
 * @param accumulator of an aggregate
 * @param outputs of a process, beside the main one
 */
public record JavaDecl(
    NodeHead head,
    List<InputRef> inputs,
    Located<Kind> kind,
    Located<String> className,
    List<NamedExpression> with,
    @Nullable List<NamedExpression> keys,
    @Nullable WindowRef window,
    SchemaRef output,
    @Nullable SchemaRef accumulator,
    List<Output> outputs)
    implements OperatorDecl {
  /** Name of the output of rows that came too late for the windows of an aggregate. */
  public static final String LATE = "late";

  public JavaDecl {
    inputs = List.copyOf(inputs);
    with = List.copyOf(with);
    keys = keys == null ? null : List.copyOf(keys);
    outputs = List.copyOf(outputs);
  }

  /** Which of Flink's interfaces the class implements. */
  public enum Kind {
    MAP,
    FLAT_MAP,
    PROCESS,
    AGGREGATE
  }

  /** A named output and the type of its rows. */
  public record Output(Located<String> name, SchemaRef row) {}
}
