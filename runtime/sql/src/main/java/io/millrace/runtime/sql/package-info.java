/** Flink SQL over the streams of a pipeline. */
@NullMarked
package io.millrace.runtime.sql;

import org.jspecify.annotations.NullMarked;
