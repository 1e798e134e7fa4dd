package io.millrace.compiler.expr;

import java.util.List;

/**
 * One overload of a function or operator, with the Java it becomes.
 *
 * @param name as CEL spells it: {@code _+_}, {@code startsWith}, {@code math.abs}
 * @param member whether it is called on its first parameter
 * @param parameters types as text; single capitals are type parameters
 * @param java a template, {@code $1} being the first parameter; {@code @} at the start makes the
 *     whole a constant, {@code #} stands for the last argument as a constant; empty where the
 *     translation is special
 */
record Function(
    String name,
    boolean member,
    List<String> parameters,
    String result,
    String java,
    boolean canFail) {
  Function {
    parameters = List.copyOf(parameters);
  }

  /** Unique among all overloads. */
  String id() {
    return (member ? "." : "") + name + parameters;
  }

  boolean optionalResult() {
    return result.startsWith("optional<");
  }

  /** The same overload with other Java. */
  Function withJava(String template) {
    return new Function(name, member, parameters, result, template, canFail);
  }

  /** The same overload for arguments that were checked at build time. */
  Function withoutFailure(String template) {
    return new Function(name, member, parameters, result, template, false);
  }
}
