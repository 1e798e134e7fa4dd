package io.millrace.compiler.diag;

/** A value and where the user wrote it. */
public record Located<T>(T value, Span span) {}
