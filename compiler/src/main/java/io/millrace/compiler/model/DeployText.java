package io.millrace.compiler.model;

import io.millrace.compiler.diag.SourceText;

/**
 * A text of a deploy-time leaf. Its parameter references and escapes are still in it; they are
 * resolved when the job starts.
 */
public record DeployText(SourceText text, String path) {}
