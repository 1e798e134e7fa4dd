/** Joins of two keyed streams, and enrichment by a small one that every task knows. */
@NullMarked
package io.millrace.runtime.join;

import org.jspecify.annotations.NullMarked;
