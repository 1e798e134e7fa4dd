package io.millrace.compiler.model;

/** A term of an order: an expression, and whether its largest value comes first. */
public record OrderDecl(ExpressionDecl expression, boolean descending) {}
