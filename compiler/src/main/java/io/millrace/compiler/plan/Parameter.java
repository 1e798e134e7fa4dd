package io.millrace.compiler.plan;

import io.millrace.compiler.model.ParameterDecl;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the job.
 *
 * @param file read when the job starts and nothing else gives a value
 * @param defaultText the default as text, already known to be of the kind; null: it must be given
 */
public record Parameter(
    String name,
    ParameterDecl.Kind kind,
    @Nullable String env,
    @Nullable String file,
    @Nullable String defaultText,
    String description) {}
