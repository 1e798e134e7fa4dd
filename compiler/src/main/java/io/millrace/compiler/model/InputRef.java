package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a node ({@code large}) or to a named output of one ({@code by-region.eu}, {@code
 * per-account.late}).
 *
 * @param text as written
 * @param node the part before the dot
 * @param output the part behind it, or null
 */
public record InputRef(Located<String> text, String node, @Nullable String output) {
  public static InputRef parse(Located<String> text) {
    int dot = text.value().indexOf('.');
    return dot < 0
        ? new InputRef(text, text.value(), null)
        : new InputRef(text, text.value().substring(0, dot), text.value().substring(dot + 1));
  }
}
