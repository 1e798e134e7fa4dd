package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;

/** {@code total: sum(amount)}. */
public record NamedExpression(Located<String> name, ExpressionDecl expression) {}
