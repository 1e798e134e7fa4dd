package io.millrace.compiler.expr;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression as Java.
 *
 * @param constants declarations for the class around it, {@code private static final …;}
 * @param statements to stand before {@code value} in the same method, one line each, indented
 *     relative to each other
 * @param value a Java expression of {@code JavaTypes.of(type)}; null, or zero for a primitive,
 *     where the value is absent
 * @param present for a nullable expression, a Java condition that tells whether the value is there;
 *     it needs no brackets before {@code ?}
 * @param imports fully qualified names of all classes that the code mentions
 */
public record JavaCode(
    List<String> constants,
    List<String> statements,
    String value,
    @Nullable String present,
    Set<String> imports) {
  public JavaCode {
    constants = List.copyOf(constants);
    statements = List.copyOf(statements);
    imports = Set.copyOf(imports);
  }

  /** Whether {@link #value} stands alone. */
  public boolean isExpression() {
    return statements.isEmpty();
  }
}
