package io.millrace.compiler.plan;

import java.util.List;

/**
 * A text that is complete only when the job starts.
 *
 * @param text as written, with its parameter references and escapes
 * @param parameters the names it refers to, in order; empty for a constant
 */
public record DeployValue(String text, List<String> parameters) {
  public DeployValue {
    parameters = List.copyOf(parameters);
  }

  /** Whether the text is known now: no reference and no escape in it. */
  public boolean isConstant() {
    return parameters.isEmpty() && !text.contains("${");
  }

  @Override
  public String toString() {
    return text;
  }
}
