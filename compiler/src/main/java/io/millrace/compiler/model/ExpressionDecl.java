package io.millrace.compiler.model;

import io.millrace.compiler.diag.SourceText;

/**
 * An expression as text.
 *
 * @param path where it stands, as {@code operators.large.where}
 */
public record ExpressionDecl(SourceText text, String path) {}
