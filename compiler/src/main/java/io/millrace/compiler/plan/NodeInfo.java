package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Span;
import org.jspecify.annotations.Nullable;

/**
 * What every node has.
 *
 * @param id unique over the pipeline; name in the UI and in metrics
 * @param uid Flink's operator uid: the id unless the user set one
 * @param onError what happens to records and rows that the node cannot work on
 * @param span the id as written, where messages about the node point
 * @param path {@code operators.large}
 */
public record NodeInfo(
    String id,
    String uid,
    String description,
    @Nullable DeployValue parallelism,
    ErrorPolicy onError,
    Span span,
    String path) {}
