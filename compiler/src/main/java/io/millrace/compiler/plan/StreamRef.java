package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Span;
import org.jspecify.annotations.Nullable;

/**
 * One output of a node, as an input of another.
 *
 * @param output the named output, or null for the main one
 * @param span where the reference is written
 */
public record StreamRef(String node, @Nullable String output, Span span) {
  public String display() {
    return output == null ? node : node + "." + output;
  }
}
