package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;

/** A field of a row, and how it is computed. */
public record Column(String name, TypedExpression expression) {}
