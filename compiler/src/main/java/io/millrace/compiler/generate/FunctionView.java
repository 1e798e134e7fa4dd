package io.millrace.compiler.generate;

import java.util.List;

/**
 * A nested class of the job: a function that Flink calls.
 *
 * @param comment plain lines above it, already safe in a comment
 * @param supertype what follows the name: {@code implements FilterFunction<Payment>}
 * @param constants whole declarations
 * @param members other fields, whole declarations
 * @param fields parameters that it holds
 */
public record FunctionView(
    String name,
    List<String> comment,
    String supertype,
    List<String> constants,
    List<String> members,
    List<FieldView> fields,
    List<MethodView> methods) {
  /** A field set by the constructor. */
  public record FieldView(String type, String name) {}

  /** A method, which overrides one unless it is private. */
  public record MethodView(String signature, List<String> body) {}
}
