package io.millrace.compiler.generate;

import io.millrace.compiler.diag.Span;
import java.util.List;

/**
 * What generated Java asks of a class of the user's.
 *
 * @param path of the node's field that names it
 * @param className by its canonical name
 * @param where it is named
 * @param supertype an interface or abstract class of Flink that it extends
 * @param typeArguments of the supertype, by canonical names
 * @param arguments of its constructor
 */
public record UserFunction(
    String path,
    String className,
    Span where,
    String supertype,
    List<String> typeArguments,
    List<Argument> arguments) {
  public UserFunction {
    typeArguments = List.copyOf(typeArguments);
    arguments = List.copyOf(arguments);
  }

  /**
   * An argument of the constructor.
   *
   * @param name of the constructor's parameter
   * @param type in Java: {@code long}, {@code java.lang.String}, …
   * @param where the name stands
   */
  public record Argument(String name, String type, Span where) {}
}
