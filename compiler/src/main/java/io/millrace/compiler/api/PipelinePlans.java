package io.millrace.compiler.api;

import io.millrace.compiler.plan.Plan;

/**
 * The plans of a pipeline, for tools that need its nodes and row types.
 *
 * @param resolved as it was written: all nodes, with all fields
 * @param optimized as it was generated: nodes that are used, with the fields that are used
 */
public record PipelinePlans(Plan resolved, Plan optimized) {}
