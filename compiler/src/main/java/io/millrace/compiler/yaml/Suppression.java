package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Span;

/**
 * A comment {@code # millrace:ignore PLN012 -- reason}, one for each code that it names.
 *
 * @param reason never empty
 * @param span the code inside the comment
 * @param line the 1-based line it applies to: its own, or the next line of content if the comment
 *     stands alone on its line
 */
public record Suppression(String code, String reason, Span span, int line) {}
