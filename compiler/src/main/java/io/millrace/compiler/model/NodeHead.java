package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import org.jspecify.annotations.Nullable;

/**
 * What every node has.
 *
 * @param uid keeps state across a rename of the node; null: the id
 * @param onError what happens to records and rows that the node cannot work on
 * @param span the node's whole mapping
 * @param path {@code operators.large}
 */
public record NodeHead(
    Located<String> id,
    @Nullable Located<String> uid,
    String description,
    @Nullable DeployText parallelism,
    OnErrorDecl onError,
    Span span,
    String path) {}
