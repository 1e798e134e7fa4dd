/**
 * Nexmark's queries as one writes them with the DataStream API in an afternoon: POJOs, Jackson,
 * Flink's own windows and state.
 */
@NullMarked
package io.millrace.pipelines.bench.hand;

import org.jspecify.annotations.NullMarked;
