package io.millrace.compiler.model;

import io.millrace.compiler.diag.SourceText;

/**
 * A text of a deploy-time leaf, with its <code>${parameter}</code> references and {@code $${}
 * escapes still in it; they are resolved when the job starts.
 */
public record DeployText(SourceText text, String path) {}
