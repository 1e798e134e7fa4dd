/**
 * Nexmark's queries as Millrace compiles them, beside Flink SQL and programs written by hand: the
 * same events in, the same rows out, CPU per event.
 */
@NullMarked
package io.millrace.pipelines.bench;

import org.jspecify.annotations.NullMarked;
